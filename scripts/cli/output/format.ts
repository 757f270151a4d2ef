const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"];

/** A size for people: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.95 && unit < BYTE_UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

/** A number with its thousands apart: `12,345`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

/** "1 licence", "3 licences". */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}

/** ISO 8601 in UTC, to the second: `2026-11-25T08:00:00Z`. */
export function formatTime(time: Date | string): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** A time as {@link formatTime} writes it; a dash if there is none. */
export function formatOptionalTime(time: Date | string | null | undefined): string {
  return time === null || time === undefined ? "-" : formatTime(time);
}

/** How long something took: `0.42 s`. */
export function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}
