import { certify, now, openRegistry, terms, ZERO_HASH, type Terms } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { Use } from "../words.ts";

const { time } = networkHelpers;
const EVERY_USE = Object.values(Use).reduce((all, use) => all | use, 0n);
const NO_USE = 1n << 9n;

async function certified() {
  const registry = await openRegistry();
  return { ...registry, id: await certify(registry, registry.alice) };
}

/** Country codes as the contract packs them: 16 bits each, the first lowest. */
const pack = (codes: number[]): string =>
  ethers.toBeHex(
    codes.reduceRight((packed, code) => (packed << 16n) | BigInt(code), 0n),
    32,
  );

async function grantedWith(changes: Partial<Terms>): Promise<void> {
  const { licenses, alice, bobId, id } = await loadFixture(certified);
  await licenses.connect(alice).grant.staticCall(id, bobId, await terms(changes));
}

async function refusedWith(changes: Partial<Terms>, error: string, ...args: unknown[]) {
  const { licenses, alice, bobId, id } = await loadFixture(certified);
  await expectRefusal(
    licenses.connect(alice).grant(id, bobId, await terms(changes)),
    refusal(licenses, error, ...args),
  );
}

describe("Licenses: terms", () => {
  describe("uses", () => {
    const good: Record<string, [bigint, bigint]> = {
      "every use permitted": [EVERY_USE, 0n],
      "one permitted, all others prohibited": [Use.Read, EVERY_USE ^ Use.Read],
    };
    for (const [name, [permittedUses, prohibitedUses]] of Object.entries(good)) {
      it(`accepted: ${name}`, () => grantedWith({ permittedUses, prohibitedUses }));
    }
    const bad: Record<string, [bigint, bigint]> = {
      "nothing permitted": [0n, Use.Distribute],
      "a use both permitted and prohibited": [Use.Read | Use.Train, Use.Train],
      "a permitted bit that is no use": [Use.Read | NO_USE, 0n],
      "a prohibited bit that is no use": [Use.Read, NO_USE],
    };
    for (const [name, [permittedUses, prohibitedUses]] of Object.entries(bad)) {
      it(`refused: ${name}`, () =>
        refusedWith(
          { permittedUses, prohibitedUses },
          "InvalidUses",
          permittedUses,
          prohibitedUses,
        ));
    }
  });

  describe("territory", () => {
    const sixteen = Array.from({ length: 16 }, (_, n) => 984 + n);
    for (const codes of [[], [1], [999], [156, 702], sixteen]) {
      it(`accepted: ${codes.length === 0 ? "anywhere" : codes.join(" ")}`, () =>
        grantedWith({ territory: pack(codes) }));
    }
    const bad = [[1000], [156, 1000], [65535], [702, 156], [156, 156], [0, 156], [156, 0, 702]];
    for (const codes of [...bad, [...sixteen.slice(0, 15), 998]]) {
      it(`refused: ${codes.join(" ")}`, () =>
        refusedWith({ territory: pack(codes) }, "InvalidTerritory", pack(codes)));
    }
  });

  describe("validity", () => {
    it("may begin in the past or the future", async () => {
      await grantedWith({ validFrom: 0n });
      const validFrom = (await now()) + 1_000_000n;
      await grantedWith({ validFrom, validUntil: validFrom + 1n });
    });

    it("refused: ends when it begins, or before", async () => {
      const validFrom = (await now()) + 1_000_000n;
      for (const validUntil of [validFrom, validFrom - 1n]) {
        await refusedWith({ validFrom, validUntil }, "InvalidValidity", validFrom, validUntil);
      }
    });

    it("refused: over when granted", async () => {
      const { licenses, alice, bobId, id } = await loadFixture(certified);
      const grantedAt = (await now()) + 100n;
      const granted = async (validUntil: bigint) =>
        licenses.connect(alice).grant(id, bobId, await terms({ validFrom: 1n, validUntil }));

      await time.setNextBlockTimestamp(grantedAt);
      await expectRefusal(granted(grantedAt), refusal(licenses, "InvalidValidity", 1n, grantedAt));
      await time.setNextBlockTimestamp(grantedAt + 1n);
      await granted(grantedAt + 2n);
    });
  });

  describe("royalty", () => {
    it("accepted: up to all that derivatives earn", async () => {
      await grantedWith({ royalty: 10_000n, derivatives: true });
    });
    it("refused: more than there is", () =>
      refusedWith({ royalty: 10_001n, derivatives: true }, "InvalidRoyalty", 10_001n, true));
    it("refused: for derivatives that are not permitted", () =>
      refusedWith({ royalty: 1n, derivatives: false }, "InvalidRoyalty", 1n, false));
  });

  it("refused: no terms document", () =>
    refusedWith({ documentHash: ZERO_HASH }, "MissingTermsDocument"));
});
