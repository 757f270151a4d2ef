import type { Place } from "./mainJob.ts";

/** What the plan comes to in the end, however it gets there. */
export const COUNTS = {
  participants: 51,
  assets: 93,
  applications: 106,
  certificates: 100,
  inForce: 98,
  licenses: 41,
  filed: 106,
  confirmed: 100,
  granted: 41,
  registered: 51,
};

/** What comes of the stages after confirmation: the statuses of all records, newest first. */
export const RECORDS = {
  attestations: ["ATTESTED"],
  challenges: ["ANSWERED"],
  catalogues: ["CONFIRMED"],
  amendments: ["ACCEPTED"],
  appraisals: ["ACTIVE"],
  shareProposals: ["IN_FORCE"],
  offers: ["OPEN", "OPEN", "OPEN"],
  deals: ["CONCLUDED", "DELIVERED", "SETTLED"],
  exportApprovals: ["EXHAUSTED"],
  sandboxes: ["OPEN"],
  courtOrders: ["EXECUTED", "EXECUTED", "EXECUTED"],
  pledges: ["RELEASED"],
  operations: ["CANCELED", "EXECUTED"],
};

/** What was due, in hundredths: to the holder of the source, the holder and the co-holder. */
export const PAID = [12_000, 75_600, 32_400];

export async function countsOf(place: Place): Promise<Record<string, number>> {
  const answer = await ask<Record<string, { totalCount: number }>>(
    place,
    `{ participants { totalCount } assets { totalCount } applications { totalCount }
       certificates { totalCount } licenses { totalCount }
       inForce: certificates(where: {status: [ACTIVE]}) { totalCount }
       filed: events(where: {name: ["ApplicationFiled"]}) { totalCount }
       confirmed: events(where: {name: ["CertificateConfirmed"]}) { totalCount }
       granted: events(where: {name: ["LicenseGranted"]}) { totalCount }
       registered: events(where: {name: ["ParticipantRegistered"]}) { totalCount } }`,
  );
  return Object.fromEntries(
    Object.entries(answer).map(([name, { totalCount }]) => [name, totalCount]),
  );
}

/** The status of every record of the kinds in RECORDS. */
export async function recordsOf(place: Place): Promise<Record<string, string[]>> {
  const kinds = Object.keys(RECORDS).map((kind) => `${kind} { edges { node { status } } }`);
  const answer = await ask<Record<string, { edges: { node: { status: string } }[] }>>(
    place,
    `{ ${kinds.join(" ")} }`,
  );
  return Object.fromEntries(
    Object.entries(answer).map(([kind, { edges }]) => [kind, edges.map(({ node }) => node.status)]),
  );
}

/** The amounts that participants fetched, in order. */
export async function paidIn(place: Place): Promise<number[]> {
  const answer = await ask<{ events: { edges: { node: { args: { amount: string } } }[] } }>(
    place,
    `{ events(where: {name: ["BalanceWithdrawn"]}, orderBy: {field: POSITION, direction: ASC}) { edges { node { args } } } }`,
  );
  return answer.events.edges.map(({ node }) => Number(node.args.amount));
}

export async function meta(place: Place): Promise<{ digest: string; block: { time: string } }> {
  const answer = await ask<{ meta: { digest: string; block: { time: string } } }>(
    place,
    "{ meta: _meta { digest block { time } } }",
  );
  return answer.meta;
}

export async function ask<Answer>({ port }: Place, query: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
