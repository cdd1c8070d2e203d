import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

const site = mkdtempSync(join(tmpdir(), "linear-networks-reference-"));
const folder = join(site, "api");
afterAll(() => rmSync(site, { recursive: true, force: true }));

let pages: Map<string, string>;

beforeAll(() => {
  const program = `
    import { writeReference } from ${JSON.stringify(inRoot("tools/site/api/write-reference.ts"))};
    await writeReference(${JSON.stringify(folder)});`;
  execFileSync(process.execPath, ["--import=tsx", "--input-type=module", "-e", program]);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  pages = new Map(
    files
      .filter((file) => file.endsWith(".html"))
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );
}, 180_000);

interface Exported {
  name: string;
  /** as it is written in the file */
  from: string;
  isGroup: boolean;
}

function exportsOf(path: string): Exported[] {
  const { statements } = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022);
  return statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause, moduleSpecifier }): Exported[] => {
      const from = (moduleSpecifier as ts.StringLiteral).text;
      if (exportClause && ts.isNamespaceExport(exportClause))
        return [{ name: (exportClause.name as ts.Identifier).text, from, isGroup: true }];
      return (exportClause?.elements ?? []).map(({ name }) => ({ name: name.text, from, isGroup: false }));
    });
}

/** All public names, as in "losses.crossEntropy"; those of other packages apart. */
const publicNames = exportsOf(inRoot("lib", "src", "index.ts")).flatMap(({ name, from, isGroup }) =>
  isGroup && from.startsWith(".")
    ? [
        { name, from },
        ...exportsOf(inRoot("lib", "src", `${from}.ts`)).map((inner) => ({
          name: `${name}.${inner.name}`,
          from: inner.from,
        })),
      ]
    : [{ name, from }],
);

test("each public name of the library has a page", () => {
  const own = publicNames.filter(({ from }) => from.startsWith(".")).map(({ name }) => name);
  expect(own.length).toBeGreaterThan(250);
  const documented = new Set(
    [...pages].map(([file]) => file.replace(/(-\d+)?\.html$/, "").replaceAll(/[\\/]/g, ".")),
  );
  expect(own.filter((name) => !documented.has(name))).toEqual([]);
});

test("what other packages supply is named, with a link to its own reference", () => {
  const foreign = publicNames.filter(({ from }) => !from.startsWith("."));
  expect(foreign.map(({ name }) => name).sort()).toEqual(["models.Matrix", "models.matrixInverse", "tf"]);
  expect(pages.get("index.html")).toMatch(
    /<code>tf<\/code> is <a href="https:\/\/js\.tensorflow\.org\/api\/latest\//,
  );
  expect(pages.get("models.html")).toMatch(
    /<code>Matrix<\/code> and <code>matrixInverse<\/code> are .*ml-matrix/s,
  );
});

test("every link within the reference leads to a page and to a place on it", () => {
  const broken: string[] = [];
  for (const [file, html] of pages) {
    for (const [, address = ""] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^(?:https?|data):/.test(address)) continue;
      const [path = "", place] = address.split("#");
      const target = path === "" ? join(folder, file) : resolve(folder, dirname(file), path);
      // What lies beside the reference is the site's.
      const isThere = !target.startsWith(folder) || existsSync(target);
      const isPlace = !place || !target.endsWith(".html") || !isThere || placesOf(target).has(place);
      if (!isThere || !isPlace) broken.push(`${file}: ${address}`);
    }
  }
  expect(broken).toEqual([]);
});

const places = new Map<string, Set<string>>();
function placesOf(file: string): Set<string> {
  let found = places.get(file);
  if (!found) {
    // A script puts the icons into each page.
    const html = readFileSync(file, "utf8") + readFileSync(join(folder, "assets", "icons.svg"), "utf8");
    found = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1] ?? ""));
    places.set(file, found);
  }
  return found;
}

test("its pages load nothing from other hosts, and lead back to the notebooks", () => {
  for (const [file, html] of pages) {
    const loaded = [...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"/g)].map((m) => m[1]);
    expect(loaded.filter((address) => /^(?:https?:)?\/\//.test(address ?? ""))).toEqual([]);
    expect(html).toContain('http-equiv="Content-Security-Policy" content="default-src');
    const [, back = ""] = /<a href="([^"]*)">Notebooks<\/a>/.exec(html) ?? [];
    expect(resolve(folder, dirname(file), back)).toBe(join(site, "index.html"));
  }
});
