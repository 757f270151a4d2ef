import path from "node:path";

/**
 * A path as the person meant it. `npm run` goes to the repository's root first; what is typed after
 * it is meant from where it was typed.
 */
export function givenPath(text: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  const typedElsewhere = folder !== undefined && (script === "rights" || script === "deploy");
  return typedElsewhere ? path.resolve(folder, text) : text;
}

/** How the person calls this program. */
export function commandLine(args: string): string {
  return process.env.npm_lifecycle_event === "rights"
    ? `npm run rights -- ${args}`
    : `rights ${args}`;
}
