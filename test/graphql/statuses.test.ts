import { expect } from "chai";

import { BLOCK_SECONDS, DAY, GENESIS_TIME, hash } from "./fixture/book.ts";
import { Served } from "./fixture/serve.ts";

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

describe("Statuses at a time", () => {
  const confirmedAt = GENESIS_TIME + BLOCK_SECONDS;
  const expiresAt = confirmedAt + 3600;
  const until = confirmedAt + 1800;
  /** Time of the last block, which holds no event. */
  const lastBlock = confirmedAt + 2 * 3600 + 10;
  const beyond = Math.floor(Date.now() / 1000) + 100 * DAY;
  let served: Served;

  before(async () => {
    served = await Served.start((book) => {
      book.mine();
      const terms = [expiresAt, beyond, lastBlock];
      for (const [index, expires] of terms.entries()) {
        const id = index + 1;
        book.certificate(
          {
            id,
            holder: 1,
            commitment: hash(`asset ${id}`),
            right: 1,
            data_class: 1,
            ended: 1,
            confirmed_at: confirmedAt,
            expires_at: expires,
            ended_at: 0,
            flags: 0,
            decision_hash: hash("decision"),
          },
          "CertificateConfirmed",
        );
      }
      const license = {
        id: 1,
        certificate_id: 1,
        parent_id: 0,
        sandbox_id: 0,
        level: 1,
        licensee: 2,
        granted_by: 1,
        granted_at: confirmedAt,
        terminated: 0,
        terminated_at: 0,
        terminated_by: 0,
        suspended: 0,
        cure_until: 0,
        units_used: "0",
        units_given: "0",
        exhausted: 0,
        permitted_uses: 1,
        prohibited_uses: 0,
        term_from: confirmedAt,
        term_until: until,
        units: "0",
        sublicensing: 0,
        derivatives: 0,
        exclusive: 0,
        attribution: 0,
        royalty: 0,
        transferable: 0,
        meter: 0,
        territory: Buffer.alloc(32),
        document_hash: hash("terms"),
      };
      book.license(license, "LicenseGranted");
      book.license(
        { ...license, id: 2, terminated: 1, terminated_at: confirmedAt, terminated_by: 2 },
        "LicenseTerminated",
      );
      book.seal({ batchEnd: true });
      book.mine(2 * 3600);
      book.event("Participants", "CredentialUpdated", "participant", 1, {});
      book.seal({ batchEnd: true });
      book.mine(10);
      book.seal();
      book.checkpoint();
    });
  });

  after(() => served.close());

  const query = `query ($asOf: AsOf) {
    certificate(id: 1, asOf: $asOf) { status }
    active: certificates(asOf: $asOf, where: {status: [ACTIVE]}) { edges { node { id } } }
    expired: certificates(asOf: $asOf, where: {status: [EXPIRED]}) { edges { node { id } } }
    license(id: 1, asOf: $asOf) { status }
    other: license(id: 2, asOf: $asOf) { status }
    licenses(asOf: $asOf, where: {status: [ACTIVE]}) { totalCount } }`;

  async function statuses(asOf: object | undefined) {
    const data = await served.data<{
      certificate: { status: string };
      license: { status: string };
      other: { status: string };
      licenses: { totalCount: number };
      active: { edges: { node: { id: string } }[] };
      expired: { edges: { node: { id: string } }[] };
    }>(query, { asOf });
    // The filter and the field say the same.
    const inList = (list: { edges: { node: { id: string } }[] }) =>
      list.edges.some(({ node }) => node.id === "certificate:1");
    expect(inList(data.active)).to.equal(data.certificate.status === "ACTIVE");
    expect(inList(data.expired)).to.equal(data.certificate.status === "EXPIRED");
    expect(data.licenses.totalCount).to.equal(data.license.status === "ACTIVE" ? 1 : 0);
    expect(data.other.status).to.equal("TERMINATED");
    return [data.certificate.status, data.license.status];
  }

  it("expire in the second that the term ends, and not before", async () => {
    expect(await statuses({ time: iso(until - 1) })).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(await statuses({ time: iso(until - 0.5) })).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(await statuses({ time: iso(until) })).to.deep.equal(["ACTIVE", "EXPIRED"]);
    expect(await statuses({ time: iso(expiresAt - 1) })).to.deep.equal(["ACTIVE", "EXPIRED"]);
    expect(await statuses({ time: iso(expiresAt) })).to.deep.equal(["EXPIRED", "EXPIRED"]);
    expect(await statuses({ time: iso(expiresAt + 1) })).to.deep.equal(["EXPIRED", "EXPIRED"]);
  });

  it("are judged at the time of the block, as of a block", async () => {
    expect(await statuses({ block: 1 })).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(await statuses({ block: 2 })).to.deep.equal(["EXPIRED", "EXPIRED"]);
    expect(await statuses({ block: 3 })).to.deep.equal(["EXPIRED", "EXPIRED"]);
    const third = "query ($asOf: AsOf) { certificate(id: 3, asOf: $asOf) { status } }";
    const active = { certificate: { status: "ACTIVE" } };
    expect(await served.data(third, { asOf: { block: 2 } })).to.deep.equal(active);
    const expired = { certificate: { status: "EXPIRED" } };
    expect(await served.data(third, { asOf: { block: 3 } })).to.deep.equal(expired);
  });

  it("are judged now without asOf, and at a time to come if asked", async () => {
    expect(await statuses(undefined)).to.deep.equal(["EXPIRED", "EXPIRED"]);
    const second = "query ($asOf: AsOf) { certificate(id: 2, asOf: $asOf) { status } }";
    const at = async (asOf?: object) =>
      (await served.data<{ certificate: { status: string } }>(second, { asOf })).certificate.status;
    expect(await at()).to.equal("ACTIVE");
    expect(await at({ time: iso(beyond - 1) })).to.equal("ACTIVE");
    expect(await at({ time: iso(beyond) })).to.equal("EXPIRED");
  });

  it("are judged at the head's time if the chain's clock is ahead of ours", async () => {
    served.book.mine(200 * DAY + Math.floor(Date.now() / 1000) - served.book.time);
    served.book.seal({ batchEnd: true });
    const { certificate } = await served.data<{ certificate: { status: string } }>(
      "{ certificate(id: 2) { status } }",
    );
    expect(certificate.status).to.equal("EXPIRED");
  });
});
