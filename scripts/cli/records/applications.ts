import type { ApplicationFieldsFragment } from "../../../sdk/src/index.ts";
import { formatOptionalTime, formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import { describedBy } from "./description.ts";
import type { ListKind, Show } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";
import { formatSources } from "./sources.ts";

type Objection = ApplicationFieldsFragment["objections"][number];

export const applications: ListKind<ApplicationFieldsFragment> = {
  filter: "ApplicationFilter",
  page: (registry, request) => registry.applications.list(request),
  headings: ["application", "right", "status", "applicant", "filed", "notice until", "asset"],
  row: ({ id, right, status, applicant, filedAt, noticeEnd, asset }) => [
    id,
    right,
    paintStatus(status),
    applicant.id,
    formatTime(filedAt),
    formatOptionalTime(noticeEnd),
    asset.id,
  ],
};

export const showApplication: Show = async ({ registry, documents }, id, at) => {
  const record = await registry.applications.get(id, at);
  if (record === null) return null;
  const { right, status, applicant, asset, termEnd, noticeEnd, decidedAt, certificate } = record;
  return {
    record,
    title: `${paint("bold", record.id)}  ${right}  ${paintStatus(status)}`,
    facts: [
      ["applicant", applicant.id],
      ["asset", asset.id],
      ["class", record.dataClass],
      ["filed", formatTime(record.filedAt)],
      ["notice until", noticeEnd === null ? undefined : formatTime(noticeEnd)],
      ["examiner", record.examiner ?? undefined],
      ["decided", decidedAt === null ? undefined : formatTime(decidedAt)],
      ["decision", record.decisionHash ?? undefined],
      [
        "certificate",
        certificate === null ? undefined : `${certificate.id} (${paintStatus(certificate.status)})`,
      ],
      ["term end asked", termEnd === null ? undefined : formatTime(termEnd)],
      ["sources", formatSources(record.sources)],
      ...describedBy(record.description, documents),
      recordedIn(record),
    ],
    sections: [["Objections", objectionTable(record.objections)]],
    subjects: [id],
  };
};

export const showObjection: Show = async ({ registry }, id, at) => {
  const [application = ""] = id.replace("objection:", "").split("-");
  const found = await registry.applications.get(application, at);
  const record = found?.objections.find((objection) => objection.id === id);
  if (found === null || record === undefined) return null;
  return {
    record: { ...record, application: { id: found.id, number: found.number } },
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["against", `${found.id} (${found.right}, ${found.status})`],
      ["objector", record.objector.id],
      ["raised", formatTime(record.raisedAt)],
      ["evidence", record.evidenceHash],
      ["answer", record.answerHash ?? undefined],
      ["decision", record.decisionHash ?? undefined],
    ],
  };
};

/** Applications in a table; nothing if there are none. */
export function applicationTable(nodes: readonly ApplicationFieldsFragment[]): string {
  return nodes.length === 0 ? "" : table(applications.headings, nodes.map(applications.row));
}

function objectionTable(objections: readonly Objection[]): string {
  if (objections.length === 0) return "";
  return table(
    ["objection", "status", "objector", "raised", "evidence"],
    objections.map(({ id, status, objector, raisedAt, evidenceHash }) => [
      id,
      paintStatus(status),
      objector.id,
      formatTime(raisedAt),
      evidenceHash,
    ]),
  );
}
