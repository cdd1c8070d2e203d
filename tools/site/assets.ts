import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { Failure } from "../setup/shared/failure.mjs";
import { inRoot } from "../setup/shared/paths.mjs";

const require = createRequire(import.meta.url);
const requireFromLibrary = createRequire(inRoot("lib", "package.json"));

/** The folder of an installed package. */
function packageFolder(name: string, find: NodeJS.Require = require) {
  const folders = find.resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder));
  if (found === undefined)
    throw new Failure(`the package ${name} is not installed`, { cure: "npm run setup" });
  return found;
}

/** KaTeX's typefaces for letters that few formulas have: shipped where one has them. */
const rareTypefaces = {
  "Caligraphic-Bold": "mathcal mathbf",
  "Fraktur-Regular": "mathfrak",
  "Fraktur-Bold": "mathfrak mathbf",
  "SansSerif-Regular": "mathsf",
  "SansSerif-Bold": "textsf textbf",
  "SansSerif-Italic": "textsf textit",
  "Script-Regular": "mathscr",
  "Typewriter-Regular": "mathtt",
  "Main-BoldItalic": "textbf textit",
};

/** The parts of the typeface for text that the notebooks' languages need. */
const textFaces = ["latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal", "greek-wght-normal"];

/**
 * Writes what all pages share into a folder: scripts, style, typefaces, and the licences of what is not ours.
 *
 * @param pages all pages' HTML, to see which typefaces they need
 */
export async function writeAssets(folder: string, pages: string, searchData: string) {
  mkdirSync(join(folder, "katex", "fonts"), { recursive: true });
  mkdirSync(join(folder, "fonts"), { recursive: true });
  const common = { bundle: true, minify: true, write: true, charset: "utf8" as const };
  await build({
    ...common,
    entryPoints: [inRoot("tools", "site", "client", "main.ts")],
    outfile: join(folder, "site.js"),
    format: "iife",
    target: "es2022",
    legalComments: "none",
  });
  await build({
    ...common,
    entryPoints: [inRoot("tools", "site", "style", "main.css")],
    outfile: join(folder, "site.css"),
    external: ["*.woff2"],
    target: ["chrome120", "firefox120", "safari17"],
  });
  writeFileSync(join(folder, "search-data.js"), searchData);
  copyFileSync(
    join(packageFolder("vega", requireFromLibrary), "build", "vega.min.js"),
    join(folder, "vega.js"),
  );
  copyKatex(join(folder, "katex"), pages);
  for (const face of textFaces) {
    const file = `source-serif-4-${face}.woff2`;
    copyFileSync(
      join(packageFolder("@fontsource-variable/source-serif-4"), "files", file),
      join(folder, "fonts", file),
    );
  }
  writeFileSync(join(folder, "licences.txt"), licences());
}

function copyKatex(folder: string, pages: string) {
  const source = join(packageFolder("katex"), "dist");
  // Older formats are for browsers that could not show the rest of the page either.
  const style = readFileSync(join(source, "katex.min.css"), "utf8").replace(
    /,url\([^)]*\) format\("(?:woff|truetype)"\)/g,
    "",
  );
  const needed = (face: string) => {
    const classes = rareTypefaces[face as keyof typeof rareTypefaces];
    return classes === undefined || classes.split(" ").every((name) => pages.includes(name));
  };
  const faces = readdirSync(join(source, "fonts"))
    .filter((file) => file.endsWith(".woff2"))
    .filter((file) => needed(file.slice("KaTeX_".length, -".woff2".length)));
  for (const file of faces) copyFileSync(join(source, "fonts", file), join(folder, "fonts", file));
  const kept = style.replace(/@font-face\{[^}]*\}/g, (rule) =>
    faces.some((file) => rule.includes(file)) ? rule : "",
  );
  writeFileSync(join(folder, "katex.css"), kept);
}

function licences() {
  const packages = [
    // Vega's bundle holds packages of its own and of D3; each group has one licence.
    ["Vega", packageFolder("vega-view", requireFromLibrary)],
    ["D3", packageFolder("d3-shape", requireFromLibrary)],
    ["KaTeX", packageFolder("katex")],
    ["MiniSearch", packageFolder("minisearch")],
    ["Source Serif 4", packageFolder("@fontsource-variable/source-serif-4")],
  ];
  return packages
    .map(([name = "", folder = ""]) => {
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name}\n${"=".repeat(name.length)}\n\n${readFileSync(join(folder, file ?? "LICENSE"), "utf8")}`;
    })
    .join("\n\n");
}
