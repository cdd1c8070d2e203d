import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { inflateRawSync } from "node:zlib";
import { inRoot } from "../../scripts/shared/paths.mjs";
import { code, markdown, notebook, stdout } from "../notebooks/make-notebook.mjs";

let folder: string;
let file: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "linear-networks-site-"));
  file = join(folder, "1-1-line.ipynb");
  out = join(folder, "site");
  const cells = [
    markdown("# 1.1 · A line\n\nAfterwards you can draw it.\n\n## Slope\n\nThe hypotenuse $c$."),
    code('console.log("</script>");', { outputs: [stdout("</script>\n")] }),
  ];
  writeFileSync(file, JSON.stringify(notebook(...cells)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Bundlers do not run in Jest's sandbox, so the site is made by a process of its own. */
function makeSite(): { status: number | null; message: string } {
  const program = `import { writeSite } from ${JSON.stringify(inRoot("scripts/site/write-site.mjs"))};
    await writeSite([${JSON.stringify(file)}], ${JSON.stringify(out)}).catch((error) => { console.error(error.message); process.exitCode = 1; });`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  return { status, message: stderr.trim() };
}

test("a site is a page for each notebook, a front page, and what they share, with relative addresses only", () => {
  expect(makeSite()).toEqual({ status: 0, message: "" });
  expect(readdirSync(out).sort()).toEqual(["1-1-line.html", "assets", "index.html", "notebooks"]);
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
  makeSite();
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
  out = folder;
  expect(makeSite()).toEqual({ status: 1, message: `${folder} holds something that is no site of ours` });
  expect(readdirSync(folder)).toEqual(["1-1-line.ipynb"]);
});

test("where a notebook cannot be shown, the site that was there stays, and the cell is named", () => {
  makeSite();
  const before = readFileSync(join(out, "1-1-line.html"), "utf8");
  const wrong = [markdown("# 1.1 · A line\n\nAfterwards you can. $\\frac{1}$")];
  writeFileSync(file, JSON.stringify(notebook(...wrong)));
  expect(makeSite().message).toMatch(/^1-1-line, cell cell-0: the formula \\frac\{1\} cannot be read/);
  expect(readFileSync(join(out, "1-1-line.html"), "utf8")).toBe(before);
  expect(readdirSync(folder).sort()).toEqual(["1-1-line.ipynb", "site"]);
});
