import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";

import { Served } from "../graphql/fixture/serve.ts";
import { writeStory } from "../graphql/fixture/story.ts";
import { launchChromium } from "./fixture/chromium.ts";

describe("The server's pages in Chromium", function () {
  this.timeout(60_000);
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let served: Served;
  /** What a page complained of, and what it asked of others than our server. */
  let complaints: string[];
  let foreign: string[];

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser.close());

  beforeEach(async () => {
    served = await Served.start(writeStory);
    complaints = [];
    foreign = [];
    context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (
        !request
          .url()
          .replace(/^blob:/, "")
          .startsWith(served.url)
      )
        foreign.push(request.url());
    });
  });

  afterEach(async () => {
    await context.close();
    await served.close();
  });

  const textOf = (id: string) => page.locator(`#${id}`).innerText();

  it("the landing page shows the registry, and follows it as it moves", async () => {
    await page.goto(served.url);
    await page.getByText("Up to date with the chain").waitFor();
    expect(await textOf("block")).to.equal("12");
    expect(await textOf("certificates")).to.equal("2");
    const { assets, meta } = await served.data<{
      assets: { totalCount: number };
      meta: { digest: string; events: number };
    }>("{ assets { totalCount } meta: _meta { digest events } }");
    expect(await textOf("assets")).to.equal(String(assets.totalCount));
    expect(await textOf("events")).to.equal(String(meta.events));
    expect(await textOf("digest")).to.equal(meta.digest);
    expect(await textOf("lag")).to.equal("0 blocks");

    served.book.mine();
    served.book.event("Participants", "CredentialUpdated", "participant", 1, {});
    const signer = "0x00000000000000000000000000000000000000aa";
    served.book.event("Forwarder", "ExecutedForwardRequest", "request", signer, {});
    served.book.seal({ batchEnd: true });
    served.book.checkpoint({ ahead: 1 });
    await page.locator("#block", { hasText: "13" }).waitFor({ timeout: 3000 });
    expect(await page.locator("#entries li").first().innerText()).to.match(
      /Credential updated\s+participant:1/,
    );
    expect(await textOf("lag")).to.equal("1 block");
    served.book.writeBlock("CredentialUpdated");
    await page.locator("#block", { hasText: "14" }).waitFor({ timeout: 3000 });
    expect({ complaints, foreign }).to.deep.equal({ complaints: [], foreign: [] });
  });

  it("the landing page's queries can be copied, and work", async () => {
    await page.goto(served.url);
    const examples = page.locator(".example");
    expect(await examples.count()).to.equal(3);
    for (const example of await examples.all()) {
      await example.getByRole("button", { name: "Copy" }).click();
      const query = await page.evaluate(() => navigator.clipboard.readText());
      expect(query).to.equal(await example.locator("pre").innerText());
      await served.data(query);
    }
    await page.getByRole("button", { name: "Copy" }).last().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).to.include("rights");
  });

  it("the landing page fits a phone, and says so when the server is gone", async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(served.url);
    await page.getByText("Up to date with the chain").waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).to.equal(360);
    await served.server.close();
    await page.getByText("The server does not answer").waitFor({ timeout: 5000 });
  });

  it("GraphiQL loads without any other server, and runs the first of its queries", async () => {
    await page.goto(`${served.url}/graphql`);
    for (const tab of ["NewestCertificates", "ChainOfTitle", "Follow"]) {
      await page.getByRole("tab", { name: tab }).waitFor();
    }
    await page.getByRole("button", { name: "Execute query" }).click();
    const answer = page.locator(".graphiql-response");
    await answer.getByText("totalCount").waitFor();
    expect(await answer.innerText()).not.to.include("errors");
    expect({ complaints, foreign }).to.deep.equal({ complaints: [], foreign: [] });
  });

  it("GraphiQL follows a subscription", async () => {
    await page.goto(`${served.url}/graphql`);
    await page.getByRole("tab", { name: "Follow" }).click();
    // GraphiQL knows a tab's operations only some time after it shows the tab.
    const stop = page.getByRole("button", { name: "Stop query" });
    while (!(await stop.isVisible())) {
      await page.getByRole("button", { name: "Execute query" }).click({ timeout: 2_000 });
      await page.waitForTimeout(500);
    }
    // The stream begins when the server has it, and not when the button says so.
    while (!(await (await fetch(`${served.url}/metrics`)).text()).includes("subscriptions 1")) {
      await page.waitForTimeout(50);
    }
    served.book.mine();
    served.book.event("Licenses", "LicenseResumed", "license", 1, { licenseId: 1 });
    served.book.seal({ batchEnd: true });
    await page.locator(".graphiql-response").getByText("LicenseResumed").waitFor();
  });

  it("a query of the landing page opens in GraphiQL", async () => {
    await page.goto(served.url);
    await page.getByRole("link", { name: "Open in GraphiQL" }).nth(1).click();
    await page.locator(".graphiql-query-editor").getByText("chainOfTitle").waitFor();
    await page.getByRole("button", { name: "Execute query" }).click();
    await page.locator(".graphiql-response").getByText("chainOfTitle").waitFor();
  });
});
