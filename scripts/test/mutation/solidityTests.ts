import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Files of Solidity tests that reach a contract's source by their imports. */
export function solidityTestsOf(root: string, source: string): string[] {
  const folder = path.join(root, "test/solidity");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".t.sol"))
    .toSorted()
    .map((file) => path.join(folder, file))
    .filter((file) => reaches(file, path.join(root, source)));
}

function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (file === wanted) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(/^import [^;]*"(\.[^"]+)";/gm);
  return [...imports].some(([, name = ""]) =>
    reaches(path.resolve(path.dirname(file), name), wanted, seen),
  );
}
