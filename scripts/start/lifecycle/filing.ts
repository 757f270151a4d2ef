import type { Source } from "../../../sdk/src/index.ts";
import { accountOf, EXAMINER } from "../accounts.ts";
import type { StoredDocument } from "../documents.ts";
import type { Registration } from "../plan.ts";
import type { Act, Sender } from "./sender.ts";
import type { HashedFile, Situation } from "./situation.ts";

type Calls = Sender["calls"];

/** Owners file what they have not filed yet, as far as what it rests on is in force. */
export function file(
  situation: Situation,
  calls: Calls,
  registrations: readonly Registration[],
): Act[] {
  return registrations.flatMap((registration) => {
    if (situation.application(registration) !== undefined) return [];
    const rests = restsOn(situation, registration);
    if (rests === undefined) return [];
    const described = situation.file(registration.file);
    const { commitment, algorithm, dataClass } = described;
    const call = calls.rights.file(
      {
        commitment,
        algorithm,
        dataClass,
        right: registration.right,
        description: describe(situation, described),
        ...rests,
      },
      { allowRival: true },
    );
    return [{ by: accountOf(registration.by), call }];
  });
}

/** The examiner opens notice for what was filed. */
export function openNotice(
  situation: Situation,
  calls: Calls,
  registrations: readonly Registration[],
): Act[] {
  return registrations.flatMap((registration) => {
    const application = situation.application(registration);
    if (application?.status !== "FILED") return [];
    return [{ by: EXAMINER, call: calls.rights.openNotice(application.id) }];
  });
}

/** The examiner confirms what has stood its notice by a time (Unix seconds) without open objections. */
export function confirm(
  situation: Situation,
  calls: Calls,
  registrations: readonly Registration[],
  time: number,
): Act[] {
  const due = registrations.flatMap((registration) => {
    const application = situation.application(registration);
    const ready =
      application?.status === "IN_NOTICE" &&
      application.openObjections === 0 &&
      application.noticeEnd <= time;
    return ready ? [application.id] : [];
  });
  if (due.length === 0) return [];
  const { hash } = situation.documents.put({
    document: "Decision",
    decision: "The rights are confirmed: notice has ended, and no objection is open.",
    applications: due.map((id) => `application:${id}`),
  });
  return due.map((id) => ({ by: EXAMINER, call: calls.rights.confirm(id, hash) }));
}

interface Resting {
  readonly sources?: readonly Source[];
  readonly termEnd?: Date;
}

/**
 * What a registration rests on: nothing, the applicant's own holding, or a licence, whose end is then
 * the end of the term. Undefined while that is not in force.
 */
function restsOn(situation: Situation, { from, by }: Registration): Resting | undefined {
  if (from === undefined) return {};
  const holding = situation.holding(from);
  if (holding === undefined) return undefined;
  if (holding.holder === situation.participant(by)) {
    return { sources: [{ kind: "CERTIFICATE", id: holding.id }] };
  }
  const license = situation.license(from, by);
  if (license === undefined) return undefined;
  return {
    sources: [{ kind: "LICENSE", id: license.id }],
    termEnd: new Date(license.validUntil * 1000),
  };
}

/** The description document of a file: what its package says about it. */
export function describe({ documents }: Situation, file: HashedFile): StoredDocument {
  return documents.put({
    document: "Description",
    title: file.title,
    description: file.description,
    file: file.path.replace(/^node_modules\/[^/]+\//, ""),
    package: file.package,
    mediaType: file.mediaType,
    bytes: file.bytes,
    [file.algorithm === "SHA256" ? "sha256" : "chunkMerkle"]: file.commitment.slice(2),
    sources: file.sources,
    licenses: file.licenses,
    fields: file.fields,
  });
}
