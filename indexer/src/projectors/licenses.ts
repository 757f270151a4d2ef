import type {
  Licenses_LicenseGranted as LicenseGranted,
  LicensesEvent,
} from "../generated/events.ts";
import type { Entities } from "../store/entities.ts";
import { termsColumns } from "./terms.ts";

/** Keeps `licenses`. */
export function projectLicenses(event: LicensesEvent, entities: Entities): void {
  const { licenses } = entities;
  const { at } = event;
  switch (event.name) {
    case "LicenseGranted":
      grant(event, entities);
      break;
    case "LicenseSuspended":
      licenses.update(at, { id: event.args.licenseId }, { suspended: 1 });
      break;
    case "LicenseResumed":
      licenses.update(at, { id: event.args.licenseId }, { suspended: 0 });
      break;
    case "LicenseTerminated": {
      const changes = { terminated: 1, terminated_at: at.time };
      licenses.update(at, { id: event.args.licenseId }, changes);
      break;
    }
    case "AuthorityUpdated":
    case "Transfer":
    case "Approval":
    case "ApprovalForAll":
      break;
  }
}

function grant({ at, args }: LicenseGranted, { licenses }: Entities): void {
  licenses.add(at, {
    id: args.licenseId,
    certificate_id: args.certificateId,
    licensee: args.licensee,
    granted_by: args.licensor,
    granted_at: at.time,
    terminated: 0,
    terminated_at: 0,
    suspended: 0,
    ...termsColumns(args.terms),
  });
}
