import type { AccessManagerEvent } from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";

/** OperationStatus. */
const SCHEDULED = 1;
const EXECUTED = 4;
const CANCELED = 5;

/** Keeps `operations`; who has which role is known by its events alone. */
export function projectGovernance(event: AccessManagerEvent, { operations }: Entities): void {
  const { at } = event;
  switch (event.name) {
    case "OperationScheduled": {
      const { operationId, schedule, caller, target, data } = event.args;
      operations.put(at, {
        id: operationId,
        target,
        data,
        scheduled_by: caller,
        status: SCHEDULED,
        scheduled_at: at.time,
        ready_at: schedule,
        changed_at: at.time,
      });
      break;
    }
    case "OperationExecuted":
    case "OperationCanceled": {
      const status = event.name === "OperationExecuted" ? EXECUTED : CANCELED;
      const id = event.args.operationId;
      operations.update(at, { id }, { status, changed_at: at.time });
      break;
    }
    case "RoleLabel":
    case "RoleGranted":
    case "RoleRevoked":
    case "RoleAdminChanged":
    case "RoleGuardianChanged":
    case "RoleGrantDelayChanged":
    case "TargetClosed":
    case "TargetFunctionRoleUpdated":
    case "TargetAdminDelayUpdated":
      break;
  }
}
