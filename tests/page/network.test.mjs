/** Nothing leaves the page: the browser asks for no address that it does not ask for with an empty tab, and cannot. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { ask, copyOfPage, missing, openPage, startBrowser } from "./browser.mjs";

const skip = missing("chromium");
const REQUESTS = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"];
const ELEMENTS = ["image", "frame", "style sheet", "form"];

test("the browser asks for no other host than with an empty tab", { skip }, async (t) => {
  const empty = await logged(t);
  const working = await logged(t);
  // The empty tab is open before the page and after it, for all that the browser asks for by itself.
  const { hosts } = await during(empty, () =>
    during(working, async (browser) => {
      const page = await openPage(browser, copyOfPage(t));
      const report = { province: "江西", tasks: { "15.training": { sessions: "6" } } };
      assert.ok((await ask(page, "judge", { report })).value.result);
    }),
  );
  t.diagnostic(`an empty tab: ${[...hosts].join(" ") || "no host"}`);
  assert.deepEqual([...working.hosts].filter((host) => !hosts.has(host)), []);
});

test("whatever a script in the page tries is refused", { skip }, async (t) => {
  const server = await listening(t);
  const browser = await startBrowser();
  try {
    const open = await browser.newPage();
    await open.evaluate((address) => fetch(address, { mode: "no-cors" }), `${server.address}/control`);
    assert.deepEqual(server.asked, ["/control"], "a page without a policy reaches the server");

    const page = await openPage(browser, copyOfPage(t));
    await page.evaluate(defineTries);
    await eachRefused(page, [...REQUESTS, "sendBeacon", ...ELEMENTS], server.address);
    const [worker] = page.workers();
    await worker.evaluate(defineTries);
    await eachRefused(worker, [...REQUESTS, "replaced fetch"], server.address);
    assert.deepEqual(server.asked, ["/control"]);
  } finally {
    await browser.close();
  }
});

/** Holds that whatever a script tries in the page, or in its worker, ends without an answer. */
async function eachRefused(where, names, address) {
  for (const name of names) {
    const ended = await where.evaluate((tried, to) => globalThis.tries(tried, to), name, address);
    assert.match(ended, /^refused/, name);
  }
}

/** Defines `tries(name, address)`, which returns how it ended. Runs in the page and in its worker. */
function defineTries() {
  const own = (answer) => answer.then(() => "reached", (error) => `refused: ${error.message}`);
  const events = (target, good) =>
    new Promise((resolve) => {
      target.addEventListener(good, () => resolve("reached"));
      target.addEventListener("error", () => resolve("refused: an error"));
    });
  const shown = (tag, address, attributes) => {
    const element = Object.assign(document.createElement(tag), attributes(address));
    const ended = events(element, "load");
    document.body.append(element);
    return ended;
  };
  const tries = {
    fetch: (address) => own(fetch(address, { mode: "no-cors" })),
    "replaced fetch": (address) => own(WorkerGlobalScope.prototype.fetch.call(self, address, { mode: "no-cors" })),
    XMLHttpRequest: (address) => {
      const request = new XMLHttpRequest();
      request.open("GET", address);
      const ended = events(request, "load");
      request.send();
      return ended;
    },
    sendBeacon: (address) => navigator.sendBeacon(address, "x") && "by the policy",
    WebSocket: (address) => events(new WebSocket(address.replace("http:", "ws:")), "open"),
    EventSource: (address) => events(new EventSource(address), "open"),
    image: (address) => shown("img", address, (src) => ({ src })),
    "style sheet": (address) => shown("link", address, (href) => ({ rel: "stylesheet", href })),
    frame: (address) => shown("iframe", address, (src) => ({ src })) && "by the policy",
    form: (address) => {
      const form = Object.assign(document.createElement("form"), { action: address, method: "post" });
      document.body.append(form);
      form.submit();
      return "by the policy";
    },
  };
  globalThis.tries = async (name, address) => {
    // Of some, only the policy tells the end.
    const violated = new Promise((resolve) => {
      const told = ({ effectiveDirective }) => resolve(`refused: ${effectiveDirective}`);
      self.addEventListener("securitypolicyviolation", told, { once: true });
    });
    const ended = await tries[name](`${address}/${name.replace(" ", "-")}`);
    return ended === "by the policy" ? violated : ended;
  };
}

/** Starts a Chromium that can resolve no name and logs what it asks for. */
async function logged(t) {
  const folder = mkdtempSync(join(tmpdir(), "plancheck-log-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const log = join(folder, "net.json");
  const browser = await startBrowser("chromium", ["--host-resolver-rules=MAP * ~NOTFOUND", `--log-net-log=${log}`]);
  return { browser, log };
}

/** Makes use of a browser and ends it; sets `hosts` to those that it has asked for, and returns it. */
async function during(started, use) {
  try {
    await use(started.browser);
  } finally {
    await started.browser.close();
  }
  const { events } = JSON.parse(readFileSync(started.log, "utf8"));
  const addresses = events.map(({ params }) => params?.url).filter((url) => URL.canParse(url));
  started.hosts = new Set(addresses.map((url) => new URL(url).host).filter((host) => host));
  return started;
}

/** Starts a server that answers everything; `asked` are the paths that it was asked for. */
async function listening(t) {
  const asked = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.end("x");
  });
  server.on("upgrade", ({ url }, socket) => {
    asked.push(url);
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return { asked, address: `http://127.0.0.1:${server.address().port}` };
}
