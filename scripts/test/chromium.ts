import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const CHROMIUM = "/usr/bin/chromium";

/**
 * Makes sure of the Chromium that the browser tests drive.
 *
 * @returns why there is none, or undefined where there is
 */
export function ensureChromium(): string | undefined {
  if (existsSync(CHROMIUM)) return undefined;
  const missing = `${CHROMIUM} is missing`;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) {
    return `${missing}: install it with "sudo apt-get install chromium"`;
  }
  console.log("Installing Chromium from Debian (apt-get install chromium)…");
  const failure =
    aptGet(["update", "--quiet"]) ??
    aptGet(["install", "--quiet", "--yes", "--no-install-recommends", "chromium"]);
  if (failure !== undefined) return `${missing} and could not be installed: ${failure}`;
  return existsSync(CHROMIUM) ? undefined : `${missing}, also after apt-get install chromium`;
}

/** @returns the last thing it said, where it failed */
function aptGet(args: string[]): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, stdout, stderr } = spawnSync("apt-get", args, { env, encoding: "utf8" });
  return status === 0 ? undefined : `${stdout}${stderr}`.trim().split("\n").at(-1);
}
