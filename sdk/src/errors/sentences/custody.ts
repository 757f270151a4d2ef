import type { Sentences } from "./Sentence.ts";

export const custodySentences: Sentences = {
  UnknownAttestation: (w) => [
    `There is no custody attestation ${w.attestationId}.`,
    "Attestations count from 1; check the number.",
  ],
  WrongAttestationStatus: (w) => [
    `Attestation ${w.attestationId} is ${w.status}; this needs one that is ${w.required}.`,
    "A challenge is answered before anything else; an attestation that has ended needs a new one.",
  ],
  NotItsCustodian: (w) => [
    `The custodian of attestation ${w.attestationId} is participant ${w.custodian}; you act for participant ${w.participantId}.`,
    "Only the custodian itself may do this.",
  ],
  CommitmentMismatch: (w) => [
    `${w.commitment} is not the commitment to ${w.size} bytes with the root ${w.root}.`,
    "Hash the file anew, by chunks: only commitments of the algorithm CHUNK_MERKLE can be attested.",
  ],
  TooLong: (w) => [
    `${w.size} bytes are too many for one attestation.`,
    `Split the data into parts of at most ${w.limit} bytes.`,
  ],
  AlreadyPast: (w) => [`${w.validUntil} is past.`, "Give a time to come."],
  ChallengerIsCustodian: (w) => [
    `Participant ${w.participantId} is the custodian of attestation ${w.attestationId} itself.`,
    "Challenges come from others.",
  ],
  ChallengedLately: (w) => [
    `Participant ${w.participantId} has challenged attestation ${w.attestationId} lately.`,
    `Challenge it again from ${w.opensAt} on.`,
  ],
  WrongChunk: (w) => [
    `That is not chunk ${w.chunk} of what attestation ${w.attestationId} is about.`,
    "Prove this chunk of the very bytes that were attested.",
  ],
  InvalidResponsePeriod: () => [
    "The response period would be zero.",
    "Give a number of seconds above 0.",
  ],
};
