import type { LicenseRow } from "../store/licenseRows.ts";
import type {
  AccountRow,
  ApplicationRow,
  AssetRow,
  CertificateRow,
  EventRow,
  FilingRow,
  ObjectionRow,
  ParticipantRow,
  SourceRow,
} from "../store/schema.ts";
import type { AttestationRow, ChallengeRow } from "../store/marketRows.ts";
import type { Moment } from "./asOf.ts";
import { builder } from "./builder.ts";

/** What resolvers hand on: the version of a row that holds at a moment, and the moment. */
export type At<Row> = Row & { at: Moment };

export type Participant = At<ParticipantRow>;
export type Account = At<AccountRow>;
export type Asset = At<AssetRow>;
export type Application = At<ApplicationRow & FilingRow>;
export type Objection = At<ObjectionRow>;
export type Source = At<SourceRow>;
export type Certificate = At<CertificateRow>;
export type License = At<LicenseRow>;
export type Attestation = At<AttestationRow>;
export type Challenge = At<ChallengeRow>;
export type Event = EventRow;

export const ParticipantRef = builder.objectRef<Participant>("Participant");
export const AssetRef = builder.objectRef<Asset>("Asset");
export const ApplicationRef = builder.objectRef<Application>("Application");
export const ObjectionRef = builder.objectRef<Objection>("Objection");
export const SourceRef = builder.objectRef<Source>("Source");
export const CertificateRef = builder.objectRef<Certificate>("Certificate");
export const LicenseRef = builder.objectRef<License>("License");
export const AttestationRef = builder.objectRef<Attestation>("Attestation");
export const ChallengeRef = builder.objectRef<Challenge>("Challenge");
export const EventRef = builder.objectRef<Event>("Event");

/** Makes nodes of the rows that hold at a moment. */
export function nodeAt<Row extends object>(at: Moment): (row: Row) => At<Row> {
  return (row) => Object.assign(row, { at });
}

export const ParticipantConnection = builder.connectionObject(
  { type: ParticipantRef, name: "ParticipantConnection" },
  { name: "ParticipantEdge" },
);
export const AssetConnection = builder.connectionObject(
  { type: AssetRef, name: "AssetConnection" },
  { name: "AssetEdge" },
);
export const ApplicationConnection = builder.connectionObject(
  { type: ApplicationRef, name: "ApplicationConnection" },
  { name: "ApplicationEdge" },
);
export const CertificateConnection = builder.connectionObject(
  { type: CertificateRef, name: "CertificateConnection" },
  { name: "CertificateEdge" },
);
export const LicenseConnection = builder.connectionObject(
  { type: LicenseRef, name: "LicenseConnection" },
  { name: "LicenseEdge" },
);
export const AttestationConnection = builder.connectionObject(
  { type: AttestationRef, name: "AttestationConnection" },
  { name: "AttestationEdge" },
);
export const ChallengeConnection = builder.connectionObject(
  { type: ChallengeRef, name: "ChallengeConnection" },
  { name: "ChallengeEdge" },
);
export const EventConnection = builder.connectionObject(
  { type: EventRef, name: "EventConnection" },
  { name: "EventEdge" },
);
