import { EVENTS } from "../../indexer/src/generated/events.ts";
import type { IndexedDeployment } from "../../indexer/src/index.ts";
import { openStore } from "../../indexer/src/index.ts";
import type { Subject } from "../../indexer/src/projectors/subject.ts";
import { SUBJECTS } from "../../indexer/src/projectors/subject.ts";
import { packLog } from "../../indexer/src/store/packedLog.ts";
import { OPEN } from "../../indexer/src/store/schema.ts";
import type { DeployedName } from "../../scripts/generate/contracts.ts";
import { encodeLog } from "../../test/graphql/fixture/encodeLog.ts";

export const DEPLOYMENT: IndexedDeployment = {
  chainId: 31337,
  genesisHash: `0x${"9e".repeat(32)}`,
  startBlock: 1,
  contracts: { RightsRegistry: `0x${"02".repeat(20)}` },
};

/** Participants in an index of so many certificates. */
export function participantsOf(certificates: number): number {
  return Math.max(10, Math.floor(certificates / 100));
}

/**
 * Writes an index of so many certificates: each filed and confirmed in a block of its own, every tenth
 * transferred once, each with one licence. Spread evenly, so that any one is as good as another.
 */
export function writeBulk(file: string, certificates: number): void {
  const database = openStore(file, DEPLOYMENT, { readonly: false });
  const participants = participantsOf(certificates);
  // Whether of a number, or of a word: 32 bytes that differ.
  const digest = "unhex(printf('%064x', n * 2654435761))";
  const numbers = (to: number) =>
    `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${to})`;
  const time = "(1767225600 + n)";
  const end = "(1767225600 + n + 94608000)";
  const blocks = `${numbers(certificates)} INSERT INTO blocks SELECT n, ${digest}, ${time}, ${digest}, 2 FROM numbers`;
  const event = (log: number, contract: DeployedName, name: string, about: Subject["type"]) => {
    const kind = EVENTS.findIndex((known) => known.contract === contract && known.name === name);
    const packed = packLog(encodeLog(contract, name, {})).toString("hex");
    const columns = `n, ${log}, 0, ${kind}, ${SUBJECTS.indexOf(about)}, n, x'${packed}'`;
    return `${numbers(certificates)} INSERT INTO events SELECT ${columns} FROM numbers`;
  };
  const open = `n, ${OPEN}, 0`;
  const holder = `(n % ${participants} + 1)`;
  const next = `((n + 1) % ${participants} + 1)`;
  const certificate = (by: string, from: string, to: string, log: number) =>
    `n, ${by}, ${digest}, 1 + n % 3, 1, 1, ${time}, ${end}, 0, ${digest}, ${from}, ${to}, ${log} FROM numbers`;
  database.transaction(() => {
    for (const statement of [
      `${numbers(participants)} INSERT INTO participants SELECT n, 1 + n % 8, 1, 156, ${digest}, substr(${digest}, 13), 1767225600, 1, ${OPEN}, 0 FROM numbers`,
      `${numbers(participants)} INSERT INTO accounts SELECT substr(${digest}, 13), n, 1, 1, ${OPEN}, 0 FROM numbers`,
      `${numbers(certificates)} INSERT INTO assets SELECT ${digest}, 1, 1, ${digest}, 'https://data.example/' || n, n, 1, ${time}, ${open} FROM numbers`,
      `${numbers(certificates)} INSERT INTO applications SELECT n, ${holder}, ${digest}, 1, 1 + n % 3, 1, 4, 0, ${digest}, 'https://data.example/' || n, ${time}, ${time}, 0, ${time}, ${digest}, ${open} FROM numbers`,
      `${numbers(certificates)} INSERT INTO certificates SELECT ${certificate(holder, "n", `CASE n % 10 WHEN 0 THEN n + 1 ELSE ${OPEN} END`, 0)}`,
      `${numbers(certificates)} INSERT INTO certificates SELECT ${certificate(next, "n + 1", String(OPEN), 1)} WHERE n % 10 = 0 AND n < ${certificates}`,
      `${numbers(certificates)} INSERT INTO licenses SELECT n, n, ${next}, ${holder}, ${time}, 0, 0, 0, 1 + n % 511, 0, ${time}, ${end}, '0', 0, 1, 0, 1, zeroblob(32), ${digest}, n, ${OPEN}, 1 FROM numbers`,
      event(0, "RightsRegistry", "CertificateConfirmed", "application"),
      event(1, "Licenses", "LicenseGranted", "license"),
      blocks,
      `${numbers(certificates)} INSERT INTO transactions SELECT n, 0, ${digest} FROM numbers`,
      `INSERT INTO checkpoint SELECT 1, number, hash, timestamp, digest, ${2 * certificates}, number, 0, unixepoch() * 1000 FROM blocks ORDER BY number DESC LIMIT 1`,
    ]) {
      database.exec(statement);
    }
  })();
  database.close();
}
