import { BlockNotProvedError } from "../../../indexer/src/index.ts";
import {
  fitBlooms,
  fitHash,
  fitRoots,
  withHeader,
  withLog,
  withLogs,
} from "../../proof/fixture/lie.ts";
import { indexAll } from "../../indexer/fixture/indexing.ts";
import type { Lie } from "../../indexer/fixture/liar.ts";
import { lyingAbout, tell } from "../../indexer/fixture/liar.ts";
import { Proxy } from "../../indexer/fixture/proxy.ts";
import type { Random } from "../../indexer/fixture/random.ts";
import type { Fault, Trial } from "../fixture/fault.ts";
import type { Ground } from "../fixture/ground.ts";
import type { Check } from "../fixture/tally.ts";

const OTHER = `0x${"5e".repeat(32)}`;

/** Of a block whose first transaction has logs. */
const ABOUT_LOGS: readonly Lie[] = [
  (told) => withLogs(told, 0, (logs) => logs.slice(1)),
  (told) => withLogs(told, 0, () => []),
  (told) => withLogs(told, 0, (logs) => [...logs, ...logs]),
  (told) =>
    withLogs(told, 0, (logs) => logs.map((log) => ({ ...log, address: `0x${"ad".repeat(20)}` }))),
  (told) =>
    withLog(told, 0, 0, { data: `${told.receipts[0]?.logs[0]?.data ?? "0x"}${"00".repeat(32)}` }),
  (told) => withLog(told, 0, 0, { topics: [OTHER] }),
  (told) => fitBlooms(withLogs(told, 0, () => [])),
  (told) => ({ ...told, receipts: [] }),
];

const ABOUT_BLOCKS: readonly Lie[] = [
  (told) => withHeader(told, { timestamp: `0x${(Number(told.block.timestamp) + 1).toString(16)}` }),
  (told) => withHeader(told, { receiptsRoot: OTHER }),
  (told) => withHeader(told, { parentHash: OTHER }),
  (told) => withHeader(told, { hash: OTHER }),
  (told) => withHeader(told, { number: `0x${(Number(told.block.number) + 1).toString(16)}` }),
  (told) => withHeader(told, { transactions: [] }),
  (told) => fitRoots(withLogs(told, 0, () => [])),
  // Sound in itself: only its neighbours show that it is of no chain.
  (told) => fitHash(fitRoots(withLogs(told, 0, () => []))),
];

export const LIES: readonly Fault[] = [lying("logs", ABOUT_LOGS), lying("blocks", ABOUT_BLOCKS)];

/** Puts a node before the true one that lies about one block: the only node, or the preferred one of two. */
function lying(about: string, lies: readonly Lie[]): Fault {
  return {
    name: `a node that lies in ${about}`,
    times: { short: 3, full: 64 },
    async make({ ground, random, tally, times }: Trial): Promise<void> {
      const proxy = await Proxy.before(ground.anvil.url);
      try {
        for (let time = 1; time <= times; time++) {
          const lie = time <= lies.length ? (lies[time - 1] as Lie) : random.pick(lies);
          const alone = random.below(2) === 0;
          const what = `lie ${time} (${lies.indexOf(lie)}), of ${alone ? "the only node" : "one of two"}`;
          await tally.attempt(what, async (check) => {
            const block = await pickBlock(ground, random);
            proxy.treat = lyingAbout(await tell(ground.anvil, block), lie);
            const sizes = { verify: "receipts" as const, maxRange: 20 + random.below(200) };
            if (alone) await refuse(check, ground, proxy, block, sizes);
            else await turn(check, ground, proxy, sizes);
          });
        }
      } finally {
        await proxy.close();
      }
    },
  };
}

interface Sizes {
  readonly verify: "receipts";
  readonly maxRange: number;
}

/** The index must be complete, thanks to the other node. */
async function turn(check: Check, ground: Ground, proxy: Proxy, sizes: Sizes): Promise<void> {
  const { anvil, deployment, reference, scratch } = ground;
  const database = scratch.database();
  await indexAll([proxy.url, anvil.url], deployment, database, sizes);
  check.complete(database, reference, deployment);
}

/** The index must end before the block that was lied about, or that block's successor, and be true so far. */
async function refuse(
  check: Check,
  ground: Ground,
  proxy: Proxy,
  block: number,
  sizes: Sizes,
): Promise<void> {
  const { anvil, deployment, reference, scratch } = ground;
  const database = scratch.database();
  let refused: unknown;
  try {
    await indexAll(proxy.url, deployment, database, sizes);
  } catch (error) {
    refused = error;
  }
  const named = refused instanceof BlockNotProvedError ? refused.block : undefined;
  check.that(named === block || named === block + 1, `not refused at ${block}, but: ${refused}`);
  const reached = check.partial(database, reference, deployment);
  check.that(reached < block, `block ${reached} was taken in`);
  await indexAll(anvil.url, deployment, database);
  check.complete(database, reference, deployment);
}

/** Number of a block, not the newest, whose first transaction has logs. */
async function pickBlock(ground: Ground, random: Random): Promise<number> {
  const head = await ground.head();
  for (;;) {
    const block =
      ground.deployment.startBlock + 1 + random.below(head - ground.deployment.startBlock - 1);
    const { receipts } = await tell(ground.anvil, block);
    if ((receipts[0]?.logs.length ?? 0) > 0) return block;
  }
}
