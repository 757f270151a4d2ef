import { CHINA, CREDENTIAL, now, openRegistry, type OpenRegistry } from "../acts.ts";
import { ethers, type Account, type Registry } from "../registry.ts";
import { DAY, Kind } from "../words.ts";
import { chunksOf, commitmentOf, proofOf, rootOf } from "./chunkTree.ts";

/** Bytes that look random, always the same. */
export function someBytes(length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => ethers.id(`block ${i}`));
  return ethers.getBytes(ethers.concat(blocks)).subarray(0, length);
}

/** What a custodian attests of some bytes, in the order of the call's arguments. */
export function commitTo(bytes: Uint8Array, validUntil: bigint) {
  const root = rootOf(chunksOf(bytes));
  const commitment = commitmentOf(bytes.length, root);
  return { commitment, size: BigInt(bytes.length), root, validUntil };
}

/** A chunk of some bytes with its proof. */
export function showChunk(bytes: Uint8Array, index: number) {
  const chunks = chunksOf(bytes);
  return { chunk: ethers.hexlify(chunks[index] ?? "0x"), proof: proofOf(chunks, index) };
}

/** Registers a participant of this kind with this account; returns its id. */
export async function enrollAs(
  { participants }: Registry,
  kind: bigint,
  account: Account,
): Promise<bigint> {
  await participants.register(kind, CHINA, CREDENTIAL, account);
  return participants.participantCount();
}

/** An open registry with a custodian, who holds five chunks and a bit. */
export async function openCustody() {
  const registry = await openRegistry();
  const custodian = takeAccount(registry, 0);
  const custodianId = await enrollAs(registry, Kind.Custodian, custodian);
  const bytes = someBytes(5 * 1024 + 100);
  return { ...registry, custodian, custodianId, bytes, validUntil: (await now()) + 300n * DAY };
}

export type OpenCustody = Awaited<ReturnType<typeof openCustody>>;

/** An account that is nobody's yet. */
export function takeAccount({ spare }: Pick<OpenRegistry, "spare">, index: number): Account {
  const account = spare[index];
  if (!account) throw new Error("The chain has too few accounts");
  return account;
}

/** The custodian attests; returns the attestation's id. */
export async function attest(stage: OpenCustody, validUntil = stage.validUntil): Promise<bigint> {
  const { custody, custodian } = stage;
  const { commitment, size, root } = commitTo(stage.bytes, validUntil);
  await custody.connect(custodian).attest(commitment, size, root, validUntil);
  return custody.attestationCount();
}

/** What answers the open challenge. */
export async function rightAnswer({ custody, bytes }: OpenCustody, attestationId: bigint) {
  const { chunk: index } = await custody.attestation(attestationId);
  return showChunk(bytes, Number(index));
}
