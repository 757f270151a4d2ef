import {
  addAccount,
  certify,
  CHINA,
  CREDENTIAL,
  DECISION,
  EVIDENCE,
  filing,
  hashOf,
  license,
  REASON,
  terms,
  type Filing,
  type OpenRegistry,
} from "../../test/contracts/acts.ts";
import { ethers, networkHelpers, type Account } from "../../test/contracts/registry.ts";
import { signRequest } from "../../test/contracts/relay.ts";
import { Kind, SourceKind, Use } from "../../test/contracts/words.ts";
import { measureAmendments } from "./amending.ts";
import { CALLS, endAllNotices, gasOf, medianOf, type GasFigures } from "./measuring.ts";
import { measureCatalogues, measureDeals } from "./trading.ts";

const BATCH_OF_CALLS = 50;
const BATCH_OF_REGISTRAR = 200;
const BATCH_OF_REQUESTS = 20;

/** Does everything people do at a registry, each {@link CALLS} times, and takes the medians of the gas. */
export async function measureGas(registry: OpenRegistry): Promise<GasFigures> {
  return {
    ...(await measureApplications(registry)),
    ...(await measureCertificates(registry)),
    ...(await measureLicenses(registry)),
    ...(await measureDecisions(registry)),
    ...(await measureBatches(registry)),
    ...(await measureCatalogues(registry)),
    ...(await measureDeals()),
    ...(await measureAmendments(registry)),
  };
}

async function measureApplications(registry: OpenRegistry): Promise<GasFigures> {
  const { participants, rights, alice, bob } = registry;
  const newcomers = await enrollNewcomers(registry);
  const own = await certify(registry, alice, { commitment: hashOf("own") });
  const sources = [1, 2].map(() => ({ kind: SourceKind.Certificate, id: own }));

  const register = await medianOf((n) =>
    participants.register(Kind.Enterprise, CHINA, CREDENTIAL, addressOf(`registered ${n}`)),
  );
  const first = await rights.applicationCount();
  const file = await medianOf((n) => fileAs(registry, alice, { commitment: hashOf(`file ${n}`) }));
  const fileWithSources = await medianOf((n) =>
    fileAs(registry, alice, { commitment: hashOf(`derived ${n}`), sources }),
  );
  const filed = (n: number) => first + 1n + BigInt(n);
  const openNotice = await medianOf((n) => rights.openNotice(filed(n)));
  const object = await medianOf((n) => rights.connect(bob).raiseObjection(filed(n), EVIDENCE));
  const dismiss = await medianOf((n) => rights.dismissObjection(filed(n), 1n, DECISION));

  const begin = await rights.applicationCount();
  for (const [n, newcomer] of newcomers.entries()) {
    await fileAs(registry, newcomer, { commitment: hashOf(`newcomer ${n}`) });
    await rights.openNotice(begin + 1n + BigInt(n));
  }
  await endAllNotices();
  const confirm = await medianOf((n) => rights.confirm(filed(n), DECISION));
  const confirmFirst = await medianOf((n) => rights.confirm(begin + 1n + BigInt(n), DECISION));
  return {
    register,
    file,
    "file with 2 sources": fileWithSources,
    "open notice": openNotice,
    object,
    "dismiss an objection": dismiss,
    "confirm, first to a holder": confirmFirst,
    confirm,
    "filing to certificate": file + openNotice + confirm,
  };
}

async function measureCertificates(registry: OpenRegistry): Promise<GasFigures> {
  const { rights, registrar, alice, second } = registry;
  await addAccount(registry, alice, second);
  const ids: bigint[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    ids.push(await fileAndOpen(registry, alice, `certificate ${n}`));
  }
  await endAllNotices();
  for (const id of ids) await rights.confirm(id, DECISION);
  const id = (n: number) => ids[n] ?? 0n;

  const newcomers = await enrollNewcomers(registry, "receiver");
  const transfer = await medianOf((n) =>
    rights.connect(alice).transferFrom(alice, newcomers[n] ?? second, id(n)),
  );
  await networkHelpers.time.increase(1_040n * 86_400n);
  const renew = await medianOf((n) => rights.connect(registrar).renew(id(n), 0n, DECISION));
  const surrender = await medianOf((n) => rights.connect(newcomers[n] ?? alice).surrender(id(n)));
  return { "transfer to a new holder": transfer, renew, surrender };
}

async function measureLicenses(registry: OpenRegistry): Promise<GasFigures> {
  const { licenses, alice, bob, bobId } = registry;
  const certificateId = await certify(registry, alice, { commitment: hashOf("licensed") });
  const agreed = await terms();
  await license(registry, alice, certificateId, bobId);
  const first = await licenses.licenseCount();
  const book = licenses.connect(alice);
  const id = (n: number) => first + 1n + BigInt(n);
  return {
    "grant a licence": await medianOf(() => book.grant(certificateId, bobId, agreed)),
    "suspend a licence": await medianOf((n) => book.suspend(id(n), REASON)),
    "resume a licence": await medianOf((n) => book.resume(id(n))),
    "record use": await medianOf((n) => licenses.connect(bob).recordUse(id(n), 1n, EVIDENCE)),
    "terminate a licence": await medianOf((n) => licenses.connect(bob).terminate(id(n), REASON)),
  };
}

/** A licence five levels deep, and the whole transaction that asks about it (21,000 of it for being one). */
async function measureDecisions(registry: OpenRegistry): Promise<GasFigures> {
  const { licenses, alice, bob, carol, bobId, carolId } = registry;
  const certificateId = await certify(registry, alice, { commitment: hashOf("decided") });
  const agreed = await terms({ sublicensing: true });
  await licenses.connect(alice).grant(certificateId, bobId, agreed);
  const levels = [
    { by: bob, to: carolId },
    { by: carol, to: bobId },
    { by: bob, to: carolId },
  ];
  for (const { by, to } of levels) {
    await licenses.connect(by).sublicense(await licenses.licenseCount(), to, agreed);
  }
  const fourth = await licenses.licenseCount();
  const sublicense = await medianOf(() =>
    licenses.connect(carol).sublicense(fourth, bobId, agreed),
  );
  const licenseId = await licenses.licenseCount();
  const how = [Use.Read, CHINA, agreed.validFrom] as const;
  return {
    "grant a sub-licence, level 5": sublicense,
    "decide by a licence of level 5": Number(
      await licenses.decideByLicense.estimateGas(bobId, licenseId, ...how),
    ),
    "decide by its certificate": Number(
      await licenses.decide.estimateGas(bobId, certificateId, ...how),
    ),
  };
}

async function measureBatches(registry: OpenRegistry): Promise<GasFigures> {
  const { rights, forwarder, alice } = registry;
  const abi = rights.interface;
  const fileData = (name: string) =>
    abi.encodeFunctionData("fileApplication", [filing({ commitment: hashOf(name) })]);
  const names = Array.from({ length: BATCH_OF_CALLS }, (_, n) => n);

  const relayed = await gasOf(async () => {
    const nonce = await forwarder.nonces(alice);
    const requests = names.slice(0, BATCH_OF_REQUESTS).map((n) => {
      const options = { nonce: nonce + BigInt(n) };
      return signRequest(registry, alice, rights, fileData(`relayed ${n}`), options);
    });
    return forwarder.executeBatch(await Promise.all(requests), ethers.ZeroAddress);
  });

  const first = await rights.applicationCount();
  const ids = names.map((n) => first + 1n + BigInt(n));
  const file = await gasOf(() =>
    rights.connect(alice).multicall(names.map((n) => fileData(`multicall ${n}`))),
  );
  const openNotice = await gasOf(() =>
    rights.multicall(ids.map((id) => abi.encodeFunctionData("openNotice", [id]))),
  );
  await endAllNotices();
  const confirm = await gasOf(() =>
    rights.multicall(ids.map((id) => abi.encodeFunctionData("confirm", [id, DECISION]))),
  );
  const entries = await measureRegistrarBatch(registry);
  return {
    ...entries,
    [`file, relayed, of ${BATCH_OF_REQUESTS}`]: Math.round(relayed / BATCH_OF_REQUESTS),
    [`file, of ${BATCH_OF_CALLS}`]: Math.round(file / BATCH_OF_CALLS),
    [`open notice, of ${BATCH_OF_CALLS}`]: Math.round(openNotice / BATCH_OF_CALLS),
    [`confirm, of ${BATCH_OF_CALLS}`]: Math.round(confirm / BATCH_OF_CALLS),
  };
}

/** What one of many costs that the registrar enters, and an examiner confirms, in one transaction each. */
async function measureRegistrarBatch({ rights, registrar, aliceId }: OpenRegistry) {
  const names = Array.from({ length: BATCH_OF_REGISTRAR }, (_, n) => `entered ${n}`);
  const filings = names.map((name) => filing({ commitment: hashOf(name) }));
  const first = await rights.applicationCount();
  const enter = await gasOf(() => rights.connect(registrar).fileBatch(aliceId, filings));
  await endAllNotices();
  const ids = names.map((_, n) => first + 1n + BigInt(n));
  const confirm = await gasOf(() => rights.confirmBatch(ids, DECISION));
  const each = (gas: number) => Math.round(gas / BATCH_OF_REGISTRAR);
  return {
    [`enter in notice, of ${BATCH_OF_REGISTRAR}`]: each(enter),
    [`confirm at once, of ${BATCH_OF_REGISTRAR}`]: each(confirm),
    [`filing to certificate, of ${BATCH_OF_REGISTRAR}`]: each(enter + confirm),
  };
}

const addressOf = (name: string): string => ethers.dataSlice(hashOf(name), 12);

/** Participants that hold nothing yet. */
async function enrollNewcomers(registry: OpenRegistry, name = "newcomer"): Promise<Account[]> {
  const accounts: Account[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    const address = addressOf(`${name} ${n}`);
    await networkHelpers.setBalance(address, 10n ** 18n);
    await registry.participants.register(Kind.Enterprise, CHINA, CREDENTIAL, address);
    accounts.push(await ethers.getImpersonatedSigner(address));
  }
  return accounts;
}

const fileAs = ({ rights }: OpenRegistry, applicant: Account, changes: Partial<Filing>) =>
  rights.connect(applicant).fileApplication(filing(changes));

async function fileAndOpen(registry: OpenRegistry, applicant: Account, name: string) {
  await fileAs(registry, applicant, { commitment: hashOf(name) });
  const id = await registry.rights.applicationCount();
  await registry.rights.openNotice(id);
  return id;
}
