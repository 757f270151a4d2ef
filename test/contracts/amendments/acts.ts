import { certify, DECISION, hashOf, REASON, type OpenRegistry } from "../acts.ts";

/** Numbers of AmendmentKind. */
export const AmendmentKind = { None: 0n, Correction: 1n, Change: 2n } as const;

export const NEW_DESCRIPTION = hashOf("new description");
export const NEW_URI = "https://example.org/new.json";

/** Alice asks for another description of her certificate; returns the amendment's id. */
export async function requestAmendment(
  { amendments, alice }: OpenRegistry,
  certificateId: bigint,
): Promise<bigint> {
  await amendments
    .connect(alice)
    .requestAmendment(certificateId, AmendmentKind.Correction, NEW_DESCRIPTION, NEW_URI, REASON);
  return amendments.amendmentCount();
}

/** One amendment of Alice's certificate in every status. */
export async function amendedInEveryWay(registry: OpenRegistry) {
  const { amendments, alice, examiner } = registry;
  const amended = await certify(registry, alice, { commitment: hashOf("amended") });
  const ask = async () => requestAmendment(registry, amended);
  const [requested, accepted, rejected, withdrawn] = [
    await ask(),
    await ask(),
    await ask(),
    await ask(),
  ];
  await amendments.connect(examiner).acceptAmendment(accepted, DECISION);
  await amendments.connect(examiner).rejectAmendment(rejected, DECISION);
  await amendments.connect(alice).withdrawAmendment(withdrawn);
  return { amended, amendmentsOf: { requested, accepted, rejected, withdrawn } };
}
