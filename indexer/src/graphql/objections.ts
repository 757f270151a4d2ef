import { builder } from "./builder.ts";
import { ApplicationRef, ObjectionRef, ParticipantRef } from "./entities.ts";
import { ObjectionStatus } from "./enums.ts";
import { formatPairId } from "./ids.ts";
import { LogRef, recordedIn } from "./logs.ts";
import { applicationAt, known, participantOf } from "./lookup.ts";

ObjectionRef.implement({
  description: "A claim against an application in public notice.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: (row) => formatPairId("objection", row.application_id, row.id) }),
    number: t.exposeInt("id", { description: "Its number within the application, from 1." }),
    application: t.field({
      type: ApplicationRef,
      resolve: ({ application_id: id, at }, _args, { reader }) =>
        known(applicationAt(reader, id, at), `application ${id}`),
    }),
    objector: t.field({
      type: ParticipantRef,
      resolve: ({ objector, at }, _args, { reader }) => participantOf(reader, objector, at),
    }),
    status: t.expose("status", { type: ObjectionStatus }),
    evidenceHash: t.expose("evidence_hash", {
      type: "Bytes32",
      description: "SHA-256 of the evidence.",
    }),
    answerHash: t.expose("answer_hash", {
      type: "Bytes32",
      nullable: true,
      description: "SHA-256 of the applicant's answer; null if it has not answered.",
    }),
    decisionHash: t.expose("decision_hash", {
      type: "Bytes32",
      nullable: true,
      description: "SHA-256 of the document of the decision; null while open.",
    }),
    raisedAt: t.expose("raised_at", { type: "DateTime" }),
    recordedIn: t.field({ type: LogRef, resolve: recordedIn }),
  }),
});
