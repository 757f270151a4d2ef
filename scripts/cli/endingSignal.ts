const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Aborts when the person ends the program; it is up to the program to end then. */
export function endingSignal(): AbortSignal {
  const ending = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => ending.abort());
  return ending.signal;
}
