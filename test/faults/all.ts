import type { Fault } from "./fixture/fault.ts";
import { CLOCK } from "./kinds/clock.ts";
import { FULL_DISK, FULL_FILE } from "./kinds/fullDisk.ts";
import { KILL } from "./kinds/kill.ts";
import { READ_ONLY } from "./kinds/readOnly.ts";
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
];
