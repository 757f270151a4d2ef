import type { Fault } from "./fixture/fault.ts";
import { CLOCK } from "./kinds/clock.ts";
import { FULL_DISK, FULL_FILE } from "./kinds/fullDisk.ts";
import { FORK_SWITCHES, STALE_HEADS } from "./kinds/heights.ts";
import { KILL } from "./kinds/kill.ts";
import { LIES } from "./kinds/lies.ts";
import { NETWORK } from "./kinds/network.ts";
import { READ_ONLY } from "./kinds/readOnly.ts";
import { REORG, REORG_ACROSS_RESTART, REORG_IN_BACKFILL } from "./kinds/reorg.ts";
import { TORN_LOG } from "./kinds/tornLog.ts";
import { WRITERS } from "./kinds/writers.ts";

/** Every kind of fault. */
export const FAULTS: readonly Fault[] = [
  KILL,
  TORN_LOG,
  FULL_FILE,
  FULL_DISK,
  READ_ONLY,
  CLOCK,
  WRITERS,
  REORG,
  REORG_IN_BACKFILL,
  REORG_ACROSS_RESTART,
  ...NETWORK,
  ...LIES,
  STALE_HEADS,
  FORK_SWITCHES,
];
