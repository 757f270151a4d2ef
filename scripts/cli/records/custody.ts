import type { AttestationFieldsFragment, ChallengeFieldsFragment } from "../../../sdk/src/index.ts";
import { formatBytes, formatOptionalTime, formatTime } from "../output/format.ts";
import { paint, paintStatus } from "../output/style.ts";
import { table } from "../output/table.ts";
import type { ListKind, Show } from "./kind.ts";
import { SECTION } from "./kind.ts";
import { recordedIn } from "./recordedIn.ts";

export const attestations: ListKind<AttestationFieldsFragment> = {
  filter: "AttestationFilter",
  page: (registry, request) => registry.custody.list(request),
  headings: ["attestation", "status", "custodian", "until", "size", "challenges", "commitment"],
  row: ({ id, status, custodian, until, bytes, challenges, commitment }) => [
    id,
    paintStatus(status),
    custodian.id,
    formatTime(until),
    formatBytes(Number(bytes)),
    String(challenges.totalCount),
    commitment,
  ],
};

export const challenges: ListKind<ChallengeFieldsFragment> = {
  filter: "ChallengeFilter",
  page: (registry, request) => registry.challenges.list(request),
  headings: ["challenge", "status", "challenger", "chunk", "challenged", "answer by", "answered"],
  row: (challenge) => [
    challenge.id,
    paintStatus(challenge.status),
    challenge.challenger.id,
    String(challenge.chunk),
    formatTime(challenge.challengedAt),
    formatTime(challenge.answerBy),
    formatOptionalTime(challenge.answeredAt),
  ],
};

export const showAttestation: Show = async ({ registry }, id, at) => {
  const [record, asked] = await Promise.all([
    registry.custody.find(id, at),
    registry.challenges.list({ where: { attestation: id }, first: SECTION, ...at }),
  ]);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["custodian", record.custodian.id],
      ["commitment", record.commitment],
      ["asset", record.asset?.id],
      ["size", formatBytes(Number(record.bytes))],
      ["attested", formatTime(record.attestedAt)],
      ["until", formatTime(record.until)],
      ["withdrawn", record.withdrawnAt === null ? undefined : formatTime(record.withdrawnAt)],
      recordedIn(record),
    ],
    sections: [[`Challenges (${asked.totalCount})`, challengeTable(asked.nodes)]],
    subjects: [id],
  };
};

export const showChallenge: Show = async ({ registry }, id, at) => {
  const record = await registry.challenges.get(id, at);
  if (record === null) return null;
  return {
    record,
    title: `${paint("bold", record.id)}  ${paintStatus(record.status)}`,
    facts: [
      ["of", record.attestation.id],
      ["challenger", record.challenger.id],
      ["chunk", String(record.chunk)],
      ["challenged", formatTime(record.challengedAt)],
      ["answer by", formatTime(record.answerBy)],
      ["answered", record.answeredAt === null ? undefined : formatTime(record.answeredAt)],
      recordedIn(record),
    ],
  };
};

function challengeTable(nodes: readonly ChallengeFieldsFragment[]): string {
  return nodes.length === 0 ? "" : table(challenges.headings, nodes.map(challenges.row));
}
