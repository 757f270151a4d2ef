/** `count` of the items, the same ones for the same seed (mulberry32, Fisher-Yates). */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  const rest = [...items];
  const picked: T[] = [];
  let state = seed >>> 0;
  while (picked.length < count && rest.length > 0) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    picked.push(...rest.splice(Math.floor(fraction * rest.length), 1));
  }
  return picked;
}
