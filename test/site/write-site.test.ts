import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { inflateRawSync } from "node:zlib";
import { inRoot } from "../../tools/setup/shared/paths.mjs";
import { code, markdown, notebook, stdout } from "../notebooks/make-notebook.mjs";

const good = notebook(
  markdown("# 1.1 · A line\n\nAfterwards you can draw it.\n\n## Slope\n\nThe hypotenuse $c$."),
  code('console.log("</script>");', { outputs: [stdout("</script>\n")] }),
);
const wrong = notebook(markdown("# 1.1 · A line\n\nAfterwards you can. $\\frac{1}$"));

const folder = mkdtempSync(join(tmpdir(), "linear-networks-site-"));
const out = join(folder, "site");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was said where a site was made of the good notebook, in a folder with another file, and of the wrong one. */
let said: string[];

beforeAll(() => {
  const other = join(folder, "other");
  mkdirSync(other);
  writeFileSync(join(other, "mine.txt"), "");
  const files = { good, wrong };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "1-1-line.ipynb"), JSON.stringify(content));
  }
  const attempts = [
    ["good", out],
    ["good", other],
    ["wrong", out],
  ].map(([name, target]) => [join(folder, name, "1-1-line.ipynb"), target]);
  // Bundlers do not run in Jest's sandbox, so the sites are made by a process of its own.
  const program = `
    import { writeSite } from ${JSON.stringify(inRoot("tools/site/write-site.ts"))};
    import { mkdirSync, writeFileSync } from "node:fs";
    const reference = (site) => {
      mkdirSync(site + "/api");
      writeFileSync(site + "/api/index.html", "");
    };
    const said = [];
    for (const [file, out] of ${JSON.stringify(attempts)})
      said.push(await writeSite([file], out, { more: [reference] }).then(() => "", (error) => error.message));
    console.log(JSON.stringify(said));`;
  const { stdout: printed } = spawnSync(
    process.execPath,
    ["--import=tsx", "--input-type=module", "-e", program],
    {
      encoding: "utf8",
    },
  );
  said = JSON.parse(printed) as string[];
});

test("a site is a page for each notebook, a front page, and what they share, with relative addresses only", () => {
  expect(said[0]).toBe("");
  expect(readdirSync(out).sort()).toEqual(["1-1-line.html", "api", "assets", "index.html", "notebooks"]);
  for (const name of ["1-1-line.html", "index.html"]) {
    const html = readFileSync(join(out, name), "utf8");
    const addresses = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? "");
    const files = addresses.filter((address) => !/^(?:#|data:)/.test(address));
    expect(files.filter((address) => !existsSync(join(out, address)))).toEqual([]);
  }
  const style = readFileSync(join(out, "assets", "site.css"), "utf8");
  const fonts = [...style.matchAll(/url\("?([^)"]*)"?\)/g)].map((match) => match[1] ?? "");
  expect(fonts.length).toBeGreaterThan(2);
  expect(fonts.filter((font) => !existsSync(join(out, "assets", font)))).toEqual([]);
});

test("the search knows each section's words, code included", () => {
  const script = readFileSync(join(out, "assets", "search-data.js"), "utf8");
  const packed = Buffer.from(/"(.*)"/.exec(script)?.[1] ?? "", "base64");
  expect(JSON.parse(inflateRawSync(packed).toString())).toEqual([
    {
      address: "1-1-line.html",
      page: "1.1 · A line",
      title: "1.1 · A line",
      text: "Afterwards you can draw it.",
    },
    {
      address: "1-1-line.html#slope",
      page: "1.1 · A line",
      title: "Slope",
      text: 'The hypotenuse c. console.log("</script>");',
    },
  ]);
});

test("a folder that holds something else is left alone", () => {
  expect(said[1]).toBe(`${join(folder, "other")} holds something other than a site that this command made`);
  expect(readdirSync(join(folder, "other"))).toEqual(["mine.txt"]);
});

test("where a notebook cannot be shown, the site that was there stays, and the cell is named", () => {
  expect(said[2]).toMatch(/^1-1-line, cell cell-0: the formula \\frac\{1\} cannot be read/);
  expect(readFileSync(join(out, "1-1-line.html"), "utf8")).toContain("hypotenuse");
  expect(readdirSync(folder).sort()).toEqual(["good", "other", "site", "wrong"]);
});

test("Ctrl-C ends the work and leaves nothing beside the site", async () => {
  const place = join(folder, "interrupted");
  mkdirSync(place);
  const words = [inRoot("tools", "site.mjs"), "--out", join(place, "site")];
  const command = spawn(process.execPath, words, { stdio: "ignore" });
  const ended = once(command, "exit");
  while (readdirSync(place).length === 0 && command.exitCode === null) await pause(20);
  command.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  expect(readdirSync(place)).toEqual([]);
}, 60_000);
