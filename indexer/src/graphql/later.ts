/**
 * A row of which some columns are known, and that is read once any other is asked for: many a query asks of
 * what a row refers to for no more than its id.
 */
export function later<Row extends object>(known: Partial<Row>, read: () => Row): Row {
  let row: Row | undefined;
  const whole = () => (row ??= read());
  return new Proxy(known as Row, {
    get(target, name) {
      // Asked whether it is a promise, it is not: that is no reason to read it.
      if (name === "then") return undefined;
      return Reflect.get(name in target ? target : whole(), name) as unknown;
    },
    has: (_target, name) => Reflect.has(whole(), name),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor: (_target, name) => Reflect.getOwnPropertyDescriptor(whole(), name),
  });
}
