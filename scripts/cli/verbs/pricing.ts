import type { Command } from "commander";
import { Option } from "commander";

import type { AppraisalMethod, Currency, Price } from "../../../sdk/src/index.ts";
import { APPRAISAL_METHODS } from "../../../sdk/src/index.ts";
import { actorFor, owner } from "../connection/actor.ts";
import { connectToWrite } from "../connection/connect.ts";
import type { SigningOptions } from "../connection/options.ts";
import { hashOfDocument, storeDocument } from "../documents.ts";
import { parseAmount } from "../input/amount.ts";
import { parseCurrency } from "../input/currency.ts";
import { numberOf } from "../input/ids.ts";
import { commandLine } from "../input/path.ts";
import type { TermsOptions } from "../input/terms.ts";
import { agreedTerms, termsToGrant } from "../input/terms.ts";
import { parseTime } from "../input/time.ts";
import { wholeNumber, wordOf } from "../input/words.ts";
import { formatCurrency } from "../output/currency.ts";
import { formatTime } from "../output/format.ts";
import { suggest } from "../output/note.ts";
import { recordAnswer } from "../output/record.ts";
import { termsFields } from "../output/terms.ts";
import type { Answer } from "../verb.ts";
import { addVerb, answering, signing } from "../verb.ts";
import { TERMS_NOTES, withTerms } from "./termsOptions.ts";

interface AppraiseOptions extends SigningOptions {
  readonly value: bigint;
  readonly currency: Currency;
  readonly method: AppraisalMethod;
  readonly until: Date;
  readonly at?: Date;
  readonly report: string;
}

interface OfferOptions extends SigningOptions, TermsOptions {
  readonly price: bigint;
  readonly currency: Currency;
  readonly openUntil: Date;
  readonly perUnit?: boolean;
  readonly perDays?: number;
  readonly to?: number;
  readonly document?: string;
}

const TRANSACTION = `"transaction": { "hash", "block", "gasUsed" }`;
const CURRENCY = "a token's address, or an ISO 4217 numeric code (156: CNY)";
const DAY_SECONDS = 86_400;
const SECOND_MS = 1000;

/** What certificates are worth, and what licences under them cost. */
export function addPricing(program: Command): void {
  const appraising = addVerb(program, "appraise", "say what a certificate is worth (appraiser)", {
    notes: () => ["The value is in the currency's smallest unit: 250000 of 156 are CNY 2,500.00."],
    examples: [
      [
        "appraise certificate:12 --value 250000 --currency 156 --method income --until 2027-06-30 --report report.pdf --as owner:4",
        "by what the data earns, in CNY",
      ],
    ],
    json: `{ "id": "appraisal:3", "status": "ACTIVE", "appraisalId": 3, "certificate": "certificate:12",
  "value", "currency", "method", "until", "reportHash", ${TRANSACTION} }`,
  })
    .argument("<certificate>", "what is appraised", numberOf("certificate"))
    .requiredOption("--value <amount>", "in the currency's smallest unit", parseAmount(128))
    .requiredOption("--currency <currency>", CURRENCY, parseCurrency)
    .requiredOption("--method <method>", "cost, income or market", wordOf(APPRAISAL_METHODS))
    .requiredOption("--until <time>", "until when it may be relied on", parseTime)
    .requiredOption("--report <file|hash>", "the report, or the SHA-256 of it")
    .option("--at <time>", "the time that the value is of (default: now)", parseTime);
  signing(appraising, "owner:1").action(answering(appraise));

  const offering = addVerb(program, "offer", "offer licences under a certificate at a price", {
    notes: () => [
      "The price is for the licence unless --per-unit or --per-days; --to quotes it to one buyer.",
      ...TERMS_NOTES,
    ],
    examples: [
      [
        "offer certificate:12 --price 500000 --currency 156 --open-until 2026-12-31 --use read,analyze --until 2027-06-30",
        "one price, to anybody",
      ],
      [
        "offer 12 --price 3 --currency 156 --per-unit --units 1000000 --open-until 2026-12-31 --use read --until 2027-06-30",
        "metered: by the unit",
      ],
      [
        "offer 12 --price 9900 --currency 156 --per-days 30 --open-until 2026-12-31 --use train --until 2027-06-30",
        "a subscription",
      ],
    ],
    json: `{ "id": "offer:3", "status": "OPEN", "offerId": 3, "certificate": "certificate:12",
  "price": { "model", "amount", "currency", "buyer", "periodSeconds" }, "openUntil",
  "terms": { "permittedUses", … }, ${TRANSACTION} }`,
  })
    .argument("<certificate>", "what licences are offered under", numberOf("certificate"))
    .requiredOption("--price <amount>", "in the currency's smallest unit", parseAmount(128))
    .requiredOption("--currency <currency>", CURRENCY, parseCurrency)
    .requiredOption("--open-until <time>", "until when it can be taken", parseTime)
    .addOption(new Option("--per-unit", "the price is of a metered unit").conflicts("perDays"))
    .addOption(
      new Option("--per-days <number>", "the price is of so many days of use")
        .argParser(wholeNumber(1, 36_500))
        .conflicts("to"),
    )
    .addOption(
      new Option("--to <participant>", "the only one who may take it")
        .argParser(numberOf("participant"))
        .conflicts("perUnit"),
    );
  signing(withTerms(offering), "the holder of the certificate").action(answering(offer));

  const repricing = addVerb(program, "reprice", "change the price of your offer", {
    examples: [["reprice offer:3 450000", "in the currency's smallest unit, as it was offered"]],
    json: `{ "id": "offer:3", "status": "OPEN", "amount", ${TRANSACTION} }`,
  })
    .argument("<offer>", "the offer", numberOf("offer"))
    .argument("<amount>", "what it costs now", parseAmount(128));
  signing(repricing, "the seller").action(answering(reprice));
}

async function appraise(options: AppraiseOptions, certificateId: number): Promise<Answer> {
  const { value, currency, method, until } = options;
  const reportHash = await hashOfDocument(options.report);
  const { registry } = await connectToWrite(options, owner(1));
  // The chain's clock may be a little behind.
  const appraisedAt = options.at ?? new Date(Date.now() - 60 * SECOND_MS);
  const finding = { certificateId, value, currency, method, appraisedAt, until, reportHash };
  const { appraisalId, transaction } = await registry.appraisals.record(finding);
  const certificate = `certificate:${certificateId}`;
  const id = `appraisal:${appraisalId}`;
  return recordAnswer(
    {
      ...{ id, status: "ACTIVE", appraisalId, certificate },
      ...{ value, currency, method, until, reportHash, transaction },
    },
    [
      ["of", certificate],
      ["value", `${value} of ${formatCurrency(currency)}`],
      ["method", method],
      ["until", formatTime(until)],
      ["report", reportHash],
    ],
  );
}

async function offer(options: OfferOptions, certificateId: number): Promise<Answer> {
  const { document, openUntil } = options;
  const ownDocument = document === undefined ? undefined : await hashOfDocument(document);
  const { registry, config } = await connectToWrite(options, async (reader) => {
    const { certificate } = await reader.rights.get(certificateId);
    return certificate === null ? undefined : actorFor(reader, certificate.holder);
  });
  const certificate = `certificate:${certificateId}`;
  const agreed = agreedTerms(options);
  const documentHash = ownDocument ?? storeDocument(config, { certificate, terms: agreed }).hash;
  const price = priceOf(options);
  const { offerId, transaction } = await registry.offers.make({
    certificateId,
    until: openUntil,
    price,
    terms: termsToGrant(options, documentHash),
  });
  const id = `offer:${offerId}`;
  const terms = { ...agreed, documentHash };
  suggest(options, "Whoever wants it takes it:", [commandLine(`buy ${id} …`)]);
  return recordAnswer(
    { ...{ id, status: "OPEN", offerId, certificate, price, openUntil, terms }, transaction },
    [
      ["under", certificate],
      ["price", `${price.amount} of ${formatCurrency(price.currency)} (${price.model})`],
      ["open until", formatTime(openUntil)],
      ...termsFields(terms),
    ],
  );
}

function priceOf({ price: amount, currency, perUnit, perDays, to }: OfferOptions): Price {
  const cost = { amount, currency };
  if (perUnit === true) return { ...cost, model: "PER_UNIT" };
  if (perDays !== undefined) {
    return { ...cost, model: "SUBSCRIPTION", periodSeconds: perDays * DAY_SECONDS };
  }
  return to === undefined
    ? { ...cost, model: "FIXED" }
    : { ...cost, model: "NEGOTIATED", buyer: to };
}

async function reprice(options: SigningOptions, offerId: number, amount: bigint): Promise<Answer> {
  const { registry } = await connectToWrite(options, async (reader) =>
    actorFor(reader, (await reader.offers.get(offerId)).seller),
  );
  const { transaction } = await registry.offers.changePrice(offerId, amount);
  return recordAnswer({ id: `offer:${offerId}`, status: "OPEN", ...{ amount }, transaction }, [
    ["price", String(amount)],
  ]);
}
