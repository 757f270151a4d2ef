import { expect } from "chai";

import { certify, filing, now, openRegistry, REASON, type Filing } from "../acts.ts";
import { expectRefusal, refusal } from "../expectations.ts";
import { ethers, loadFixture, networkHelpers } from "../registry.ts";
import { Algorithm, DataClass, DAY, Right } from "../words.ts";

interface Attribute {
  trait_type: string;
  value: string | number;
  display_type?: string;
}

interface Document {
  name: string;
  description: string;
  image: string;
  attributes: Attribute[];
}

type Stage = Awaited<ReturnType<typeof openRegistry>>;

async function documentOf({ rights }: Stage, id: bigint): Promise<Document> {
  const uri = await rights.tokenURI(id);
  const prefix = "data:application/json;base64,";
  expect(uri.slice(0, prefix.length)).to.equal(prefix);
  return JSON.parse(Buffer.from(uri.slice(prefix.length), "base64").toString()) as Document;
}

const traits = ({ attributes }: Document) =>
  Object.fromEntries(attributes.map(({ trait_type, value }) => [trait_type, value]));

describe("RightsRegistry: a certificate as ERC-721 metadata", () => {
  it("says what the certificate says", async () => {
    const registry = await loadFixture(openRegistry);
    const id = await certify(registry, registry.alice);
    const { confirmedAt, expiresAt } = await registry.rights.registration(id);
    const { image, ...document } = await documentOf(registry, id);
    expect(image).to.match(/^data:image\/svg\+xml;base64,/);
    expect(document).to.deep.equal({
      name: "Data right certificate No. 1",
      description: `A right over the data asset with content commitment ${filing().commitment as string}`,
      attributes: [
        { trait_type: "Right", value: "HOLD" },
        { trait_type: "Data class", value: "GENERAL" },
        { trait_type: "Algorithm", value: "SHA256" },
        { trait_type: "Holder", value: "1" },
        { trait_type: "Status", value: "ACTIVE" },
        { trait_type: "Lock", value: "NONE" },
        { display_type: "date", trait_type: "Confirmed", value: Number(confirmedAt) },
        { display_type: "date", trait_type: "Expires", value: Number(expiresAt) },
      ],
    });
  });

  const variants: [Partial<Filing>, Record<string, string>][] = [
    [{ right: Right.Process }, { Right: "PROCESS" }],
    [{ right: Right.Operate }, { Right: "OPERATE" }],
    [{ dataClass: DataClass.Important }, { "Data class": "IMPORTANT" }],
    [{ dataClass: DataClass.Core }, { "Data class": "CORE" }],
    [{ algorithm: Algorithm.ChunkMerkle }, { Algorithm: "CHUNK_MERKLE" }],
    [{ algorithm: Algorithm.RecordSetMerkle }, { Algorithm: "RECORD_SET_MERKLE" }],
  ];
  for (const [changes, shown] of variants) {
    it(`shows ${Object.values(shown).join()}`, async () => {
      const registry = await loadFixture(openRegistry);
      const id = await certify(registry, registry.alice, changes);
      expect(traits(await documentOf(registry, id))).to.include(shown);
    });
  }

  it("shows the status now", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, registrar, alice } = registry;
    const termEnd = (await now()) + 60n * DAY;
    const [surrendered, annulled, expired] = [
      await certify(registry, alice, { right: Right.Hold }),
      await certify(registry, alice, { right: Right.Process }),
      await certify(registry, alice, { right: Right.Operate, termEnd }),
    ] as const;
    await rights.connect(alice).surrender(surrendered);
    await rights.connect(registrar).annul(annulled, REASON);
    await networkHelpers.time.increaseTo(termEnd);
    const status = async (id: bigint) => traits(await documentOf(registry, id)).Status;
    expect(await status(surrendered)).to.equal("SURRENDERED");
    expect(await status(annulled)).to.equal("ANNULLED");
    expect(await status(expired)).to.equal("EXPIRED");
  });

  it("shows a picture with its number, right, holder and standing", async () => {
    const registry = await loadFixture(openRegistry);
    const { image } = await documentOf(registry, await certify(registry, registry.alice));
    const svg = Buffer.from(image.split(",")[1] ?? "", "base64").toString();
    expect(svg).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/);
    for (const text of ["No. 1", "HOLD right", "Holder: participant 1", "GENERAL", ">ACTIVE<"]) {
      expect(svg).to.contain(text);
    }
  });

  it("shows what locks it, the strongest first", async () => {
    const registry = await loadFixture(openRegistry);
    const { manager, rights, alice, registrar, third } = registry;
    await manager.grantRole(3n, third, 0n);
    await manager.grantRole(4n, third, 0n);
    const shown = async (id: bigint) => {
      const document = await documentOf(registry, id);
      const svg = Buffer.from(document.image.split(",")[1] ?? "", "base64").toString();
      const lock = String(traits(document).Lock);
      expect(svg).to.contain(`ACTIVE, ${lock}`);
      return lock;
    };
    const bound = await certify(registry, alice, { right: Right.Process });
    await rights.connect(registrar).setTransferable(bound, false, REASON);
    expect(await shown(bound)).to.equal("NOT_TRANSFERABLE");
    const id = await certify(registry, alice);
    await rights.connect(third).setPledged(id, true, REASON);
    expect(await shown(id)).to.equal("PLEDGED");
    await rights.connect(third).setFrozen(id, true, REASON);
    expect(await shown(id)).to.equal("FROZEN");
  });

  it("is drawn by a contract that can be replaced", async () => {
    const { rights, admin, stranger } = await loadFixture(openRegistry);
    const renderer = await ethers.deployContract("CertificateRenderer");
    await expect(rights.connect(admin).setRenderer(renderer))
      .to.emit(rights, "RendererReplaced")
      .withArgs(renderer.target)
      .and.to.emit(rights, "BatchMetadataUpdate");
    expect(await rights.renderer()).to.equal(renderer.target);
    await expectRefusal(
      rights.connect(admin).setRenderer(stranger),
      refusal(rights, "InvalidRenderer", stranger.address),
    );
  });

  it("exists for certificates only", async () => {
    const registry = await loadFixture(openRegistry);
    const { rights, alice } = registry;
    const id = await certify(registry, alice);
    for (const none of [99n, id + 2n ** 64n]) {
      await expectRefusal(rights.tokenURI(none), refusal(rights, "ERC721NonexistentToken", none));
    }
  });
});

describe("RightsRegistry and Licenses: interfaces (ERC-165)", () => {
  /** Exclusive or of the selectors that an interface declares itself. */
  const interfaceId = (declared: {
    forEachFunction(f: (x: { selector: string }) => void): void;
  }) => {
    let id = 0n;
    declared.forEachFunction(({ selector }) => {
      id ^= BigInt(selector);
    });
    return ethers.toBeHex(id, 4);
  };

  it("are those they implement, and no others", async () => {
    const { rights, licenses } = await loadFixture(openRegistry);
    const applications = await ethers.getContractAt("IApplications", rights);
    const certificates = await ethers.getContractAt("ICertificates", rights);
    const licensesInterface = await ethers.getContractAt("ILicenses", licenses);
    const ids = {
      erc165: "0x01ffc9a7",
      erc721: "0x80ac58cd",
      erc721Metadata: "0x5b5e139f",
      erc4906: "0x49064906",
      erc5192: "0xb45a3c0e",
      applications: interfaceId(applications.interface),
      certificates: interfaceId(certificates.interface),
      licenses: interfaceId(licensesInterface.interface),
      none: "0xffffffff",
    };
    const supported = async (contract: typeof rights | typeof licenses) => {
      const answers = Object.entries(ids).map(
        async ([name, id]) => [name, await contract.supportsInterface(id)] as const,
      );
      return Object.fromEntries(await Promise.all(answers));
    };
    const common = { erc165: true, erc721: true, erc721Metadata: true, none: false };
    expect(await supported(rights)).to.deep.equal({
      ...common,
      erc4906: true,
      erc5192: true,
      applications: true,
      certificates: true,
      licenses: false,
    });
    expect(await supported(licenses)).to.deep.equal({
      ...common,
      erc4906: false,
      erc5192: false,
      applications: false,
      certificates: false,
      licenses: true,
    });
  });

  it("bear names and symbols", async () => {
    const { rights, licenses } = await loadFixture(openRegistry);
    expect([await rights.name(), await rights.symbol()]).to.deep.equal([
      "Data Right Certificate",
      "DRC",
    ]);
    expect([await licenses.name(), await licenses.symbol()]).to.deep.equal(["Data License", "DLI"]);
  });
});
