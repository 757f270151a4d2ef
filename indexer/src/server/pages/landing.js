// The page at "/": asks the server that sent it, and follows the index as it moves.

const META = `meta: _meta { block { number time } digest events lag chainId genesisHash }`;

const FIGURES = `{
  ${META}
  certificates(where: { status: [ACTIVE] }) { totalCount }
  assets { totalCount }
  applications(where: { status: [FILED, IN_NOTICE, OBJECTED] }) { totalCount }
  licenses(where: { status: [ACTIVE] }) { totalCount }
  participants { totalCount }
  events(first: 40) { edges { node { name subject time } } }
}`;

const ENTRIES = 8;
const RELAYED = "ExecutedForwardRequest";

const TODAY = new Date().toISOString().slice(0, 10);

const EXAMPLES = [
  {
    title: "Certificates in force, newest first",
    query: `{
  certificates(
    first: 5
    where: { status: [ACTIVE] }
  ) {
    totalCount
    edges {
      node {
        id
        right
        holder { id kind }
        asset { id }
        expiresAt
      }
    }
  }
}`,
  },
  {
    title: "A certificate's chain of title",
    query: `{
  certificate(id: "certificate:1") {
    status
    holders {
      holder { id }
      from
      until
    }
    chainOfTitle {
      depth
      certificate { id status }
      license { id status }
    }
  }
}`,
  },
  {
    title: "What the book said on a given day",
    query: `query AsOf(
  $asOf: AsOf = {time: "${TODAY}"}
) {
  certificates(asOf: $asOf) {
    totalCount
    edges {
      node { id right status }
    }
  }
  _meta(asOf: $asOf) {
    block { number time }
    digest
  }
}`,
  },
];

const COMMANDS = [
  {
    command: "npm run rights -- verify node_modules/vega-datasets/data/cars.json",
    note: "who holds which right over a file, and why",
  },
  {
    command: "npm run rights -- show certificate:1",
    note: "one record, with where it was written",
  },
  { command: "npm run rights -- watch", note: "every entry as it is made" },
];

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}`);
  return found;
}

/**
 * @param {string} id
 * @param {unknown} value
 */
function show(id, value) {
  element(id).textContent = typeof value === "number" ? value.toLocaleString("en") : String(value);
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} children
 */
function make(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

/**
 * "CertificateConfirmed" as people write it.
 * @param {string} name
 */
function spaced(name) {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {string} time */
function readable(time) {
  return new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}

/**
 * @param {"ready" | "bad"} state
 * @param {string} text
 */
function showStatus(state, text) {
  const status = element("status");
  status.className = `status ${state}`;
  status.replaceChildren(make("span", "dot"), text);
}

/** @param {any} data */
function showFigures(data) {
  for (const id of ["certificates", "assets", "applications", "licenses", "participants"]) {
    show(id, data[id].totalCount);
  }
  const { block, digest, events, lag, chainId, genesisHash } = data.meta;
  show("block", block.number);
  show("time", readable(block.time));
  show("digest", digest);
  show("events", events);
  show("lag", lag === 1 ? "1 block" : `${lag} blocks`);
  show("chain", String(chainId));
  show("genesis", genesisHash);
  // That a request was relayed is no entry in the book: what it did is.
  const written = data.events.edges.filter((/** @type {any} */ { node }) => node.name !== RELAYED);
  const entries = written.slice(0, ENTRIES).map((/** @type {any} */ { node }) => {
    const time = make("time", "", readable(node.time));
    time.dateTime = node.time;
    const subject = make("code", "", node.subject);
    subject.title = node.subject;
    return make("li", "", make("span", "", spaced(node.name)), subject, time);
  });
  if (entries.length > 0) element("entries").replaceChildren(...entries);
}

async function refresh() {
  try {
    const [answer, ready] = await Promise.all([
      fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: FIGURES }),
      }).then((response) => response.json()),
      fetch("/readyz").then((response) => response.json()),
    ]);
    if (answer.errors) throw new Error(answer.errors[0].message);
    showFigures(answer.data);
    if (ready.status === "ready") showStatus("ready", "Up to date with the chain");
    else showStatus("bad", ready.reason);
  } catch (error) {
    showStatus("bad", error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} text */
function copyButton(text) {
  const button = make("button", "", "Copy");
  button.type = "button";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  return button;
}

for (const { title, query } of EXAMPLES) {
  const link = make("a", "", "Open in GraphiQL");
  link.href = `/graphql?query=${encodeURIComponent(query)}`;
  const actions = make("div", "actions", copyButton(query), link);
  const example = make(
    "article",
    "example",
    make("h3", "", title),
    make("pre", "", query),
    actions,
  );
  element("examples").append(example);
}
for (const { command, note } of COMMANDS) {
  const row = make("div", "command", make("code", "", command), make("small", "", note));
  row.append(copyButton(command));
  element("commands").append(row);
}

const meta = `subscription { meta { block { number } } }`;
const moved = new EventSource(`/graphql?query=${encodeURIComponent(meta)}`);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
moved.addEventListener("next", () => {
  // At most once a second, however fast the index moves.
  soon ??= setTimeout(() => {
    soon = undefined;
    void refresh();
  }, 1000);
});
moved.addEventListener("error", () => showStatus("bad", "The server does not answer"));
void refresh();
setInterval(refresh, 10_000);
