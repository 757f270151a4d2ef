// Control characters, and those that reorder the text around them.
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text that somebody else wrote, without what would steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(UNSAFE, "\uFFFD");
}
