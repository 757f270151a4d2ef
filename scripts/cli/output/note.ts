import { paintError } from "./style.ts";

/** Tells the person something beside the result. It goes to stderr, so that a pipe does not get it. */
export function note(text: string): void {
  process.stderr.write(`${paintError("dim", text)}\n`);
}

/** Names the commands that may come next, to people. */
export function suggest(
  { json = false }: { readonly json?: boolean },
  introduction: string,
  commands: readonly string[],
): void {
  if (json) return;
  note([introduction, ...commands.map((command) => `  ${command}`)].join("\n"));
}
