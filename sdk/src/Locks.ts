/** Runs tasks of one key after each other, and tasks of different keys at the same time. */
export class Locks {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `task` once every earlier task of the key has ended, well or not. */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(task, task);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}

/** One transaction at a time for each account, over all connections, so that no nonce is taken twice. */
export const sending = /* #__PURE__ */ new Locks();

/** One relayed request at a time for each signer, for the same reason. */
export const signing = /* #__PURE__ */ new Locks();
