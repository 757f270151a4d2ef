import { formatSeconds } from "../cli/output/format.ts";
import { Progress } from "../cli/output/progress.ts";
import { paint } from "../cli/output/style.ts";

const LABEL_WIDTH = 11;

/** Tells people what happens: a line for each step with its time, and a bar while it lasts. */
export class Steps {
  readonly #progress = new Progress();
  #detail = "";

  /** A heading, set off by an empty line. */
  heading(text: string): void {
    this.line(`\n${paint("bold", text)}`);
  }

  /** Does a step, and says in the end what it came to. */
  async step<Result>(
    label: string,
    work: (show: (fraction: number, text: string) => void) => Promise<readonly [string, Result]>,
  ): Promise<Result> {
    const start = performance.now();
    const show = (fraction: number, text: string) =>
      this.#progress.update(fraction, `${label}  ${text}`);
    show(0, "");
    try {
      const [said, result] = await work(show);
      const time = paint("dim", formatSeconds((performance.now() - start) / 1000));
      this.line(`${paint("green", "✓")} ${label.padEnd(LABEL_WIDTH)}${said}  ${time}`);
      return result;
    } finally {
      this.#progress.clear();
    }
  }

  /** Something within a step; a label that is the last one's is not repeated. */
  detail(label: string, text: string): void {
    const shown = label === this.#detail ? "" : label;
    this.#detail = label;
    this.line(`  ${paint("dim", shown.padEnd(LABEL_WIDTH))}${text}`);
  }

  line(text: string): void {
    this.#progress.clear();
    process.stdout.write(`${text}\n`);
  }
}
