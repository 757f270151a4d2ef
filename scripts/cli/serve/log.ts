import type { Logger } from "pino";
import { pino } from "pino";

import type { LogLevel } from "./options.ts";

/** A log of JSON lines on stderr. */
export function openLog(part: string, level: LogLevel): Logger {
  return pino({ name: part, level }, pino.destination({ dest: 2, sync: true }));
}
