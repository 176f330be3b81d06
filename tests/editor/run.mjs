// Asks yaml-language-server what it makes of the published schema: it completes keys, words, materials, processes and methods, says
// what a key means, finds what is no key, and has nothing against the sample designs.
//
//   npm ci && node run.mjs
//
// CASEPROOF is the program (target/debug/caseproof if it is not set).

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.CASEPROOF ?? join(root, "target/debug/caseproof");
const folder = mkdtempSync(join(tmpdir(), "caseproof-schema-"));
const manifest = createRequire(import.meta.url).resolve("yaml-language-server/package.json");
const server = join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin["yaml-language-server"]);
const faults = [];

function expect(right, what) {
  if (!right) faults.push(what);
}

/** A client of a server over its standard input and output. */
class Client {
  constructor() {
    this.child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.next = 0;
    this.waiting = new Map();
    this.diagnostics = new Map();
    let rest = Buffer.alloc(0);
    this.child.stdout.on("data", (data) => {
      rest = Buffer.concat([rest, data]);
      for (;;) {
        const end = rest.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/.exec(rest.subarray(0, end).toString())[1]);
        if (rest.length < end + 4 + length) return;
        const message = JSON.parse(rest.subarray(end + 4, end + 4 + length).toString());
        rest = rest.subarray(end + 4 + length);
        this.take(message);
      }
    });
  }

  take(message) {
    if (message.method === "textDocument/publishDiagnostics") {
      this.diagnostics.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.method && message.id !== undefined) {
      const settings = { yaml: { schemaStore: { enable: false }, completion: true, hover: true, validate: true } };
      const result = message.method === "workspace/configuration" ? message.params.items.map((item) => settings[item.section] ?? null) : null;
      this.send({ id: message.id, result });
    } else if (this.waiting.has(message.id)) {
      this.waiting.get(message.id)(message.result ?? message.error);
      this.waiting.delete(message.id);
    }
  }

  send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method, params) {
    const id = ++this.next;
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method, params });
    return answer;
  }

  /** Opens a text; what is wrong with it. */
  open(name, text) {
    const uri = pathToFileURL(join(folder, name)).href;
    const found = new Promise((resolve) => this.diagnostics.set(uri, resolve));
    this.send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    return found;
  }

  /** The labels that are offered at `|` in a text. */
  async offered(name, marked) {
    const at = marked.indexOf("|");
    await this.open(name, marked.replace("|", ""));
    const result = await this.ask("textDocument/completion", place(name, marked, at));
    return (result.items ?? []).map((item) => item.label);
  }
}

function place(name, text, at) {
  const lines = text.slice(0, at).split("\n");
  return { textDocument: { uri: pathToFileURL(join(folder, name)).href }, position: { line: lines.length - 1, character: lines.at(-1).length } };
}

const HEAD = "# yaml-language-server: $schema=schema.json\ncaseproof: 1\ndesign: { name: Tray }\n";

async function completion(client) {
  const cases = [
    ["keys", "parts:\n  tray:\n    dr|\n", ["draft", "drying"], ["abs"]],
    ["words", "environment:\n  exposure:\n    - |\n", ["uv", "sweat"], ["abs"]],
    ["materials", "parts:\n  tray:\n    material: |\n", ["abs", "pp-copolymer"], ["injection-molding"]],
    ["layers", "parts:\n  tray:\n    layers:\n      - material: |\n", ["abs"], ["injection-molding"]],
    ["processes", "parts:\n  tray:\n    process: |\n", ["injection-molding"], ["abs"]],
    ["steps", "assembly:\n  - step: a\n    process: |\n", ["injection-molding"], ["abs"]],
    ["methods", "parts: { a: {} }\njoints:\n  clip:\n    method: |\n", ["bonding", "snap-fit-cantilever"], ["abs"]],
    ["adhesives", "parts: { a: {} }\njoints:\n  clip:\n    adhesive: |\n", ["none", "contact-cement"], ["bonding"]],
    ["choices", "parts:\n  tray:\n    appearance: |\n", ["visible", "hidden"], ["abs"]],
    ["flags", "parts:\n  tray:\n    bought: |\n", ["true", "false"], ["abs"]],
    ["described choices", "engagement:\n  model: |\n", ["oem", "odm"], ["abs"]],
    ["markets", "environment:\n  markets:\n    - |\n", ["eu"], ["abs"]],
  ];
  for (const [name, text, wanted, unwanted] of cases) {
    const found = await client.offered(`${name}.yaml`, HEAD + text);
    for (const word of wanted) expect(found.includes(word), `${name}: \`${word}\` is not offered among ${found.slice(0, 20)}`);
    for (const word of unwanted) expect(!found.includes(word), `${name}: \`${word}\` is offered`);
  }
}

async function hover(client) {
  const text = `${HEAD}parts:\n  tray:\n    draft: 1 deg\n`;
  await client.open("hover.yaml", text);
  const found = await client.ask("textDocument/hover", place("hover.yaml", text, text.indexOf("draft") + 2));
  expect(JSON.stringify(found).includes("Draft of the walls, per side"), `hover: ${JSON.stringify(found)}`);
}

async function validation(client) {
  const wrong = await client.open("wrong.yaml", `${HEAD}parts:\n  tray: { materail: abs }\n`);
  expect(wrong.length === 1 && wrong[0].message.includes("materail"), `wrong key: ${JSON.stringify(wrong)}`);
  const own = await client.open("own.yaml", `${HEAD}materials: { my-abs: { like: abs } }\nparts:\n  tray: { material: my-abs, process: Injection Molding }\n`);
  expect(own.length === 0, `a grade of its own, and another spelling: ${JSON.stringify(own)}`);
  const stage = (word) => `# yaml-language-server: $schema=schema.json\ncaseproof: 1\ndesign:\n  name: Tray\n  stage: ${word}\nparts: { a: {} }\n`;
  const bought = await client.open("bought.yaml", `${HEAD}parts: { tray: { bought: yes } }\n`);
  expect(bought.length === 0, `bought: yes: ${JSON.stringify(bought)}`);
  for (const word of ["dvt", "DVT", "d-v-t"]) {
    const spelled = await client.open(`stage-${word}.yaml`, stage(word));
    expect(spelled.length === 0, `stage: ${word}: ${JSON.stringify(spelled)}`);
  }
  const none = await client.open("stage-none.yaml", stage("dvtt"));
  expect(none.length === 1 && none[0].message.includes("concept") && !none[0].message.includes("["), `stage: dvtt: ${JSON.stringify(none)}`);
  const offered = await client.offered("stage.yaml", stage("|"));
  expect(JSON.stringify(offered) === JSON.stringify(["concept", "prototype", "evt", "dvt", "pvt", "production"]), `stages: ${offered}`);
  for (const kind of ["sound", "flawed"]) {
    for (const name of readdirSync(join(root, "sample_designs", kind)).filter((name) => name.endsWith(".yaml"))) {
      const text = readFileSync(join(root, "sample_designs", kind, name), "utf8");
      const lines = text.split("\n").filter((line) => !line.includes("$schema="));
      const found = await client.open(name, ["# yaml-language-server: $schema=schema.json", ...lines].join("\n"));
      expect(found.length === 0, `${name}: ${JSON.stringify(found.slice(0, 2))}`);
    }
  }
}

const client = new Client();
try {
  writeFileSync(join(folder, "schema.json"), execFileSync(program, ["schema"]));
  const capabilities = { workspace: { configuration: true }, textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  await client.ask("initialize", { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities });
  client.send({ method: "initialized", params: {} });
  await completion(client);
  await hover(client);
  await validation(client);
} finally {
  client.child.kill();
  rmSync(folder, { recursive: true, force: true });
}
faults.forEach((fault) => console.error(fault));
console.log(faults.length === 0 ? "yaml-language-server completes, explains and checks designs" : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
