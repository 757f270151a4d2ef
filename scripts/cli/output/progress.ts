import { paintError } from "./style.ts";

const BAR_WIDTH = 24;
const REDRAW_MS = 80;

/**
 * One line on stderr that tells how far something has come. Only a terminal shows it: elsewhere it
 * would fill a file.
 */
export class Progress {
  #drawnAt = 0;
  #drawn = false;

  /** Shows a bar, filled to a fraction from 0 to 1, and what stands behind it. */
  update(fraction: number, text: string): void {
    const now = Date.now();
    if (!process.stderr.isTTY || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const full = Math.round(BAR_WIDTH * Math.min(1, Math.max(0, fraction)));
    const bar = paintError("cyan", "█".repeat(full)) + "░".repeat(BAR_WIDTH - full);
    const percent = `${Math.floor(Math.min(1, fraction) * 100)}`.padStart(3);
    // A line that wraps could not be wiped.
    const room = (process.stderr.columns ?? 80) - BAR_WIDTH - 8;
    process.stderr.write(`\r\u001B[K${bar} ${percent}%  ${text.slice(0, Math.max(0, room))}`);
  }

  /** Wipes the line, so that something else can be written. */
  clear(): void {
    if (this.#drawn) process.stderr.write("\r\u001B[K");
    this.#drawn = false;
    this.#drawnAt = 0;
  }
}
