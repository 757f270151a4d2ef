import { expect } from "chai";
import { InvalidArgumentError } from "commander";

import { parseActor } from "../../scripts/cli/connection/actor.ts";
import { UsageError } from "../../scripts/cli/failure.ts";
import {
  commitmentIn,
  numberOf,
  numbersOf,
  parseAddress,
  parseEntityId,
  parseObjectionId,
  parseSubject,
} from "../../scripts/cli/input/ids.ts";
import { parsePeriod } from "../../scripts/cli/input/periods.ts";
import { parseSources } from "../../scripts/cli/input/sources.ts";
import { parseTerritory, parseUnits } from "../../scripts/cli/input/terms.ts";
import { parseAsOf, parseTime } from "../../scripts/cli/input/time.ts";
import { keysOf, parseWhere } from "../../scripts/cli/input/where.ts";
import { wordOf, wordsOf } from "../../scripts/cli/input/words.ts";

const HASH = `0x${"aB".repeat(32)}`;

describe("what people type", () => {
  describe("ids", () => {
    it("are read in full, and a bare commitment is an asset", () => {
      expect(parseEntityId("participant:3")).to.eql({ type: "participant", id: "participant:3" });
      expect(parseEntityId("event:0-0")).to.eql({ type: "event", id: "event:0-0" });
      const asset = { type: "asset", id: `asset:${HASH.toLowerCase()}` };
      expect(parseEntityId(HASH)).to.eql(asset);
      expect(parseEntityId(`asset:${HASH}`)).to.eql(asset);
    });

    for (const text of [
      ...["", "12", "certificate:", "certificate:0", "certificate:01", "certificate:-1"],
      ...["certificate:1.5", "certificate:x", "certificate:1:2", "Certificate:1", "cert:1"],
      ...["objection:1", "objection:1-0", "event:1", "event:1-2-3", "asset:0x12", "0x12"],
      ...["certificate:9999999999999999", "license: 1"],
    ]) {
      it(`are not "${text}"`, () => {
        expect(() => parseEntityId(text)).to.throw(InvalidArgumentError, `"${text}" is not`);
      });
    }

    it("may leave their type out where it is known", () => {
      expect(numberOf("application")("application:12")).to.equal(12);
      expect(numberOf("application")("12")).to.equal(12);
      expect(() => numberOf("application")("certificate:12")).to.throw("application:12");
      expect(parseObjectionId("12-1")).to.eql([12, 1]);
      expect(parseObjectionId("objection:12-1")).to.eql([12, 1]);
    });

    it("are taken once each", () => {
      const read = numbersOf("application");
      expect(["3", "application:1", "3"].reduce<number[]>((all, id) => read(id, all), [])).to.eql([
        3, 1,
      ]);
    });

    it("of subjects are those that events have", () => {
      expect(parseSubject("certificate:12")).to.equal("certificate:12");
      expect(() => parseSubject("objection:1-1")).to.throw(InvalidArgumentError, "objection:1-1");
    });

    it("of sources are certificates and licences", () => {
      expect(parseSources("certificate:7, license:4")).to.eql([
        { kind: "CERTIFICATE", id: 7 },
        { kind: "LICENSE", id: 4 },
      ]);
      expect(parseSources("license:4", [{ kind: "CERTIFICATE", id: 7 }])).to.have.length(2);
      expect(() => parseSources("7")).to.throw(InvalidArgumentError, '"7" is not a source');
    });

    it("tell a commitment from a path", () => {
      expect(commitmentIn(HASH)).to.equal(HASH.toLowerCase());
      expect(commitmentIn(`asset:${HASH}`)).to.equal(HASH.toLowerCase());
      expect(commitmentIn("0x12")).to.equal(undefined);
      expect(commitmentIn("cars.json")).to.equal(undefined);
    });
  });

  describe("accounts", () => {
    const account = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    it("get their checksum", () => {
      expect(parseAddress(account.toLowerCase())).to.equal(account);
    });

    it("are not taken with a wrong one", () => {
      const wrong = account.replace("C8", "c8");
      expect(() => parseAddress(wrong)).to.throw(InvalidArgumentError, wrong);
      expect(() => parseAddress(account.slice(2))).to.throw(InvalidArgumentError);
    });
  });

  describe("moments", () => {
    it("are dates in UTC, times with an offset, and blocks", () => {
      expect(parseTime("2027-06-30").toISOString()).to.equal("2027-06-30T00:00:00.000Z");
      expect(parseTime("2027-06-30T12:00+08:00").toISOString()).to.equal(
        "2027-06-30T04:00:00.000Z",
      );
      expect(parseAsOf("block:120")).to.eql({ block: 120 });
      expect(parseAsOf("2027-06-30")).to.eql({ time: new Date("2027-06-30") });
    });

    for (const text of [
      ...["", "now", "30.6.2027", "2027-6-30", "2027-06-30T12:00", "2027-06-30 12:00Z"],
      ...["2027-02-29", "2027-13-01", "2027-06-31T00:00Z", "block:-1", "block:x", "block:"],
      "block:9999999999",
    ]) {
      it(`are not "${text}"`, () => {
        expect(() => parseAsOf(text)).to.throw(InvalidArgumentError, "is not a");
      });
    }
  });

  describe("words", () => {
    const read = wordOf(["CITIZEN", "PUBLIC_BODY"]);

    it("are written in any case, with a dash or an underscore", () => {
      expect(["public-body", "Public_Body", "citizen"].map(read)).to.eql([
        ...["PUBLIC_BODY", "PUBLIC_BODY", "CITIZEN"],
      ]);
      expect(wordsOf(["READ", "TRAIN"])("train,read,train")).to.eql(["TRAIN", "READ"]);
    });

    it("that are none are answered with those there are", () => {
      expect(() => read("court")).to.throw(InvalidArgumentError, "citizen, public-body");
    });
  });

  describe("terms", () => {
    it("name countries in any order", () => {
      expect(parseTerritory("840, 156,840")).to.eql([156, 840]);
      for (const text of ["", "0", "1000", "CN", "156,"]) {
        expect(() => parseTerritory(text), text).to.throw(InvalidArgumentError);
      }
      const seventeen = Array.from({ length: 17 }, (_, i) => i + 1).join(",");
      expect(() => parseTerritory(seventeen)).to.throw("sixteen");
    });

    it("count units up to 64 bits", () => {
      expect(parseUnits("18446744073709551615")).to.equal(2n ** 64n - 1n);
      for (const text of ["0", "-1", "1.5", "18446744073709551616", "many"]) {
        expect(() => parseUnits(text), text).to.throw(InvalidArgumentError);
      }
    });
  });

  describe("periods", () => {
    it("add up", () => {
      const first = parsePeriod("noticeGeneral=60");
      expect(parsePeriod("maxTerm=10", first)).to.eql({ noticeGeneral: 60, maxTerm: 10 });
    });

    for (const text of ["notice=60", "noticeGeneral", "noticeGeneral=", "noticeGeneral=1d"]) {
      it(`are not "${text}"`, () => {
        expect(() => parsePeriod(text)).to.throw(InvalidArgumentError);
      });
    }
  });

  describe("people of the development chain", () => {
    it("are roles and owners", () => {
      expect(parseActor("examiner")).to.eql({ name: "examiner", index: 2 });
      expect(parseActor("owner:7")).to.eql({ name: "owner:7", index: 107 });
    });

    for (const text of ["owner", "owner:1024", "owner:-1", "owner:01", "judge", ""]) {
      it(`are not "${text}"`, () => {
        expect(() => parseActor(text)).to.throw(InvalidArgumentError, "owner:0 to owner:1023");
      });
    }
  });

  describe("filters", () => {
    it("have the keys and values of the GraphQL schema", () => {
      expect(keysOf("CertificateFilter")).to.include.members(["holder", "status", "expiresBefore"]);
      expect(
        parseWhere("CertificateFilter", [
          ...["status=active,expired", "holder=participant:3", "expiresBefore=2027-01-01"],
        ]),
      ).to.eql({
        status: ["ACTIVE", "EXPIRED"],
        holder: "participant:3",
        expiresBefore: "2027-01-01T00:00:00.000Z",
      });
      expect(parseWhere("LicenseFilter", ["suspended=true", "territory=156", "use=read"])).to.eql({
        suspended: true,
        territory: 156,
        use: "READ",
      });
      expect(parseWhere("EventFilter", ["subject=certificate:12", "name=A,B"])).to.eql({
        subject: "certificate:12",
        name: ["A", "B"],
      });
    });

    for (const [pair, answer] of [
      ["colour=red", "colour=red"],
      ["status", "status"],
      ["status=", "status="],
      ["status=gone", "active, expired, surrendered, annulled"],
      ["confirmedAfter=yesterday", "yesterday"],
    ] as const) {
      it(`are not "${pair}"`, () => {
        expect(() => parseWhere("CertificateFilter", [pair])).to.throw(UsageError, answer);
      });
    }
  });
});
