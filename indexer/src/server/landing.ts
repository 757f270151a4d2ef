import { readFileSync } from "node:fs";
import path from "node:path";

/** The page at `/`, complete in itself: it loads nothing, and asks this server for what changes. */
export const LANDING_PAGE = page("landing.html")
  .replace("/* landing.css */", () => page("landing.css"))
  .replace("/* landing.js */", () => page("landing.js"));

function page(file: string): string {
  return readFileSync(path.join(import.meta.dirname, "pages", file), "utf8");
}
