import { formatTime } from "../output/format.ts";

interface Recorded {
  readonly recordedIn: {
    readonly block: number;
    readonly time: string;
    readonly transaction: string;
    readonly logIndex: number;
  };
}

/** Where on the chain the present state of a record comes from. */
export function recordedIn({ recordedIn: { block, time, transaction, logIndex } }: Recorded) {
  const where = `event:${block}-${logIndex} of ${formatTime(time)}, transaction ${transaction}`;
  return ["recorded in", where] as const;
}
