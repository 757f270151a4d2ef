import { mkdirSync } from "node:fs";
import path from "node:path";

import type { Logger } from "pino";
import { pino } from "pino";

/** A log file, written to as things happen, so that nothing is lost if the process is killed. */
export function openLog(file: string): Logger {
  mkdirSync(path.dirname(file), { recursive: true });
  return pino({ base: null }, pino.destination({ dest: file, sync: true }));
}
