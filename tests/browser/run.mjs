// Opens the pages and forms that the program writes in a headless browser: no error, no request, readable by people who see little
// or nothing, whole on paper, and no text of a design ever becomes an element.
//
//   npm ci && node run.mjs
//
// CASEPROOF is the program (target/debug/caseproof if it is not set), CHROMIUM the browser (/usr/bin/chromium), PAGES a folder in which
// pages and screenshots stay to be looked at.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.CASEPROOF ?? join(root, "target/debug/caseproof");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const kept = process.env.PAGES;
const folder = kept ?? mkdtempSync(join(tmpdir(), "caseproof-pages-"));

const SAMPLES = ["flawed/eva-headphone-case", "flawed/pp-drybox", "sound/pc-tpu-phone-case"];
const FORMS = ["feasibility", "actions", "questions", "limits"];
const DATE = ["--date", "2026-11-30"];
// What a page may be that is printed: the width that is left between the margins of the style sheet, in CSS pixels of 1/96 in.
const PAPERS = [
  { format: "A4", width: Math.floor(((210 - 28) / 25.4) * 96) },
  { format: "Letter", width: Math.floor((215.9 - 28) / 25.4 * 96) },
];
const HOSTILE = `caseproof: 1
design: { name: "<img src=x onerror=window.hit=1>", number: "\\"><script>window.hit=1</script>", stage: dvt }
parts:
  tray: { material: abs, process: injection-molding, draft: 0.3 deg, color: "</script><svg onload=window.hit=1>" }
waivers:
  - { check: A72, owner: "<b>Ann Wu</b>", reason: "{{ 7 * 7 }} accepted by javascript:window.hit=1", until: 2027-03-31 }
`;

const faults = [];
const fault = (page, what) => faults.push(`${page}: ${what}`);

/// Writes a page with the program; a folder with a file that does not load ends with 2 and writes its page all the same.
function write(name, path, more = []) {
  const file = join(folder, `${name}.html`);
  try {
    execFileSync(program, ["report", path, "-o", file, ...DATE, ...more], { cwd: root, stdio: "pipe", encoding: "utf8" });
  } catch (told) {
    console.error(`${name}: no page, exit ${told.status}\n${told.stdout}${told.stderr}`);
    process.exit(1);
  }
  return { name, file };
}

function pages() {
  const made = [];
  for (const sample of SAMPLES) {
    for (const lang of ["en", "zh"]) {
      made.push(write(`${sample.split("/")[1]}-${lang}`, `sample_designs/${sample}.yaml`, ["--lang", lang]));
    }
  }
  made.push(write("both", "sample_designs/flawed/pp-drybox.yaml", ["--lang", "both"]));
  made.push(write("portfolio", "sample_designs/flawed"));
  for (const form of FORMS) {
    for (const lang of ["en", "zh"]) {
      made.push(write(`form-${form}-${lang}`, "sample_designs/flawed/pp-drybox.yaml", ["--form", form, "--lang", lang]));
    }
  }
  const hostile = join(folder, "hostile.yaml");
  writeFileSync(hostile, HOSTILE);
  made.push({ ...write("hostile", hostile), hostile: true });
  made.push({ ...write("hostile-form", hostile, ["--form", "actions"]), hostile: true });
  return made;
}

/// The page as anybody opens it: nothing is asked of anybody, nothing fails, and no text of the design is an element.
async function opened(browser, { name, file, hostile }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const own = pathToFileURL(file).href;
  page.on("console", (message) => message.type() === "error" && fault(name, `console: ${message.text()}`));
  page.on("pageerror", (error) => fault(name, `script: ${error.message}`));
  page.on("request", (request) => request.url() !== own && fault(name, `asks for ${request.url()}`));
  await page.goto(own, { waitUntil: "load" });
  const made = await page.evaluate(() => ({
    foreign: document.querySelectorAll("img, iframe, object, embed, link, base, script[src], form[action], [onerror], [onload], [onclick]").length,
    scripts: document.querySelectorAll("script").length,
    hit: window.hit ?? null,
    text: document.body.innerText,
    data: Boolean(JSON.parse(document.getElementById("caseproof-data").textContent)),
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5")].map((heading) => Number(heading.tagName[1])),
  }));
  if (made.foreign > 0) fault(name, `${made.foreign} elements that a page does not have`);
  if (made.scripts > (name === "portfolio" ? 2 : 1)) fault(name, `${made.scripts} scripts`);
  if (made.hit !== null) fault(name, "text of the design was run");
  if (!made.data) fault(name, "no data");
  if (made.headings[0] !== 1) fault(name, "the first heading is not the title");
  made.headings.slice(1).forEach((level, at) => level > made.headings[at] + 1 && fault(name, `heading ${at + 2} skips a level`));
  if (hostile && !made.text.includes("<img src=x onerror=window.hit=1>")) fault(name, "hostile text is not shown as text");
  if (kept) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, timeout: 120000 });
  await context.close();
}

/// What a screen reader and an eye need, in the light and in the dark.
async function readable(browser, { name, file }) {
  for (const colorScheme of ["light", "dark"]) {
    // The policy of the page forbids every script, also this one.
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(axe);
    const options = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
    const found = await page.evaluate((options) => window.axe.run(document, { resultTypes: ["violations"], ...options }), options);
    for (const violation of found.violations) {
      fault(name, `${colorScheme}: ${violation.id} (${violation.nodes.length}): ${violation.help}: ${violation.nodes[0].html.slice(0, 160)}`);
    }
    if (kept && colorScheme === "dark") await page.screenshot({ path: join(folder, `${name}-dark.png`), fullPage: true, timeout: 120000 });
    await context.close();
  }
}

/// At 400 % of a window of 1280 pixels nothing but tables and pictures, which scroll by themselves, is wider than the window.
async function reflows(browser, { name, file }) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) fault(name, `${width} pixels wide in a window of 320`);
  await context.close();
}

/// On paper nothing is cut: nothing reaches beyond the paper, and nothing is hidden by what holds it.
async function prints(browser, { name, file }) {
  for (const { format, width } of PAPERS) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.emulateMedia({ media: "print" });
    await page.goto(pathToFileURL(file).href);
    const cut = await page.evaluate((width) => {
      const shown = [...document.body.querySelectorAll("*")].filter((element) => element.getClientRects().length > 0);
      const beyond = shown.filter((element) => !element.closest("svg, .skip") && element.getBoundingClientRect().right > width + 1);
      const hidden = shown.filter((element) => {
        const overflow = getComputedStyle(element).overflowX;
        return overflow !== "visible" && element.scrollWidth > element.clientWidth + 1 && !element.closest("svg");
      });
      return [...beyond, ...hidden].map((element) => element.outerHTML.slice(0, 120));
    }, width);
    if (cut.length > 0) fault(name, `${format}: ${cut.length} things are cut, first ${cut[0]}`);
    const pdf = await page.pdf({ format, preferCSSPageSize: false, path: kept ? join(folder, `${name}-${format}.pdf`) : undefined });
    if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-")) || pdf.length < 5000) fault(name, `${format}: no PDF`);
    await context.close();
  }
}

if (!existsSync(program) || !existsSync(browserPath)) {
  console.error(`not there: ${[program, browserPath].filter((path) => !existsSync(path)).join(", ")}`);
  process.exit(2);
}
if (kept) mkdirSync(kept, { recursive: true });
const began = Date.now();
const all = pages();
const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: browserPath, chromiumSandbox: false, args: flags });
// Two at a time: half of the work is the browser's.
const left = [...all];
async function work() {
  for (let page = left.shift(); page; page = left.shift()) {
    await opened(browser, page);
    await readable(browser, page);
    await reflows(browser, page);
    await prints(browser, page);
  }
}
await Promise.all([work(), work()]);
await browser.close();
if (!kept) rmSync(folder, { recursive: true });
faults.forEach((line) => console.error(line));
console.log(`${all.length} pages in ${Math.round((Date.now() - began) / 1000)} s: ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
