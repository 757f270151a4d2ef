import type { Licenses_LicenseGranted as LicenseGranted } from "../generated/events.ts";
import type { TermsColumns } from "../store/licenseRows.ts";

/** Terms as columns of a row. */
export function termsColumns(terms: LicenseGranted["args"]["terms"]): TermsColumns {
  return {
    permitted_uses: terms.permittedUses,
    prohibited_uses: terms.prohibitedUses,
    term_from: terms.validFrom,
    term_until: terms.validUntil,
    units: terms.units,
    sublicensing: Number(terms.sublicensing),
    derivatives: Number(terms.derivatives),
    exclusive: Number(terms.exclusive),
    attribution: Number(terms.attribution),
    royalty: terms.royalty,
    transferable: Number(terms.transferable),
    meter: terms.meter,
    territory: terms.territory,
    document_hash: terms.documentHash,
  };
}
