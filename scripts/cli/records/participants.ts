import { getAddress } from "ethers";

import type { ParticipantFieldsFragment } from "../../../sdk/src/index.ts";
import { formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import { formatCountry } from "../output/terms.ts";
import { certificateTable } from "./certificates.ts";
import type { ListKind, Show } from "./kind.ts";
import { SECTION } from "./kind.ts";
import { licenseTable } from "./licenses.ts";
import { recordedIn } from "./recordedIn.ts";

export const participants: ListKind<ParticipantFieldsFragment> = {
  filter: "ParticipantFilter",
  page: (registry, request) => registry.participants.list(request),
  headings: ["participant", "kind", "country", "status", "registered", "primary account"],
  row: ({ id, kind, jurisdiction, status, registeredAt, primaryAccount }) => [
    id,
    kind,
    formatCountry(jurisdiction),
    paintStatus(status),
    formatTime(registeredAt),
    getAddress(primaryAccount),
  ],
};

export const showParticipant: Show = async ({ registry }, id, at) => {
  const [record, held, licensed] = await Promise.all([
    registry.participants.find(id, at),
    registry.certificates.list({ where: { holder: id }, first: SECTION, ...at }),
    registry.licenses.list({ where: { licensee: id }, first: SECTION, ...at }),
  ]);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${record.kind}  ${paintStatus(record.status)}`,
    facts: [
      ["country", formatCountry(record.jurisdiction)],
      ["registered", formatTime(record.registeredAt)],
      ["credential", record.credentialHash],
      recordedIn(record),
    ],
    sections: [
      ["Accounts", accountTable(record)],
      [`Certificates held (${held.totalCount})`, certificateTable(held.nodes)],
      [`Licences had (${licensed.totalCount})`, licenseTable(licensed.nodes)],
    ],
    subjects: [id],
  };
};

function accountTable({ accounts, primaryAccount }: ParticipantFieldsFragment): string {
  return table(
    ["account", "status", ""],
    accounts.map(({ address, status }) => [
      getAddress(address),
      paintStatus(status),
      address === primaryAccount ? "primary" : "",
    ]),
  );
}
