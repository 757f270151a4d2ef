import type { Lifecycle } from "./begin.ts";

/** Hears how the lifecycle comes along. */
export interface LifecycleListener {
  /** So many stages are over. */
  readonly onStage: (stages: number) => void;
  /** A stage had something to do, and it is done; `time` (Unix seconds) is when, on the chain. */
  readonly onDone: (said: string, time: number) => void;
}

/**
 * Does what is still to be done of a schedule, each stage at its time on the chain.
 * @returns how many acts were still to be done
 */
export async function runLifecycle(
  { situation, sender, clock, stages }: Lifecycle,
  { onStage, onDone }: LifecycleListener,
  signal: AbortSignal,
): Promise<number> {
  let done = 0;
  for (const [i, { day, said, acts }] of stages.entries()) {
    signal.throwIfAborted();
    onStage(i);
    const time = clock.timeOf(day);
    await clock.reach(time);
    const pending = await acts(situation, sender.calls, time, sender.desk);
    if (pending.length === 0) continue;
    await sender.send(pending);
    await situation.book.refresh();
    if (said) onDone(said(pending.length, situation), time);
    done += pending.length;
  }
  await clock.reachPresent();
  return done;
}
