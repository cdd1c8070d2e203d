import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { inRoot } from "../setup/shared/paths.mjs";

const packageFolder = (name: string) => inRoot("node_modules", ...name.split("/"));

/** Older formats are for browsers that could not show the rest of the page either. */
const onlyWoff2: Plugin = {
  name: "only woff2",
  setup: (esbuild) =>
    esbuild.onLoad({ filter: /katex\.min\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/,url\([^)]*\) format\("(?:woff|truetype)"\)/g, ""),
      loader: "css",
    })),
};

/** Writes what all pages share into a folder: scripts, style, typefaces, and the licences of what is not ours. */
export async function writeAssets(folder: string, searchData: string) {
  const source = (name: string) => inRoot("tools", "site", ...name.split("/"));
  await build({
    entryPoints: [
      { in: source("client/main.ts"), out: "site" },
      { in: source("style/main.css"), out: "site" },
      { in: source("style/reference.css"), out: "reference" },
    ],
    outdir: folder,
    ...{ bundle: true, minify: true, charset: "utf8", format: "iife", legalComments: "none" },
    ...{ loader: { ".woff2": "file" }, assetNames: "fonts/[name]", plugins: [onlyWoff2] },
    target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  });
  writeFileSync(join(folder, "search-data.js"), searchData);
  copyFileSync(join(packageFolder("vega"), "build", "vega.min.js"), join(folder, "vega.js"));
  writeFileSync(join(folder, "licences.txt"), licences.map(licenceText).join("\n\n"));
}

/** What the site ships of others, and the package that holds the licence. */
const licences = [
  // Vega's bundle holds packages of its own and of D3; each group has one licence.
  ["Vega", "vega-view"],
  ["D3", "d3-shape"],
  ["KaTeX", "katex"],
  ["MiniSearch", "minisearch"],
  ["Source Serif 4", "@fontsource-variable/source-serif-4"],
  ["TypeDoc", "typedoc"],
  ["Lunr", "lunr"],
] as const;

function licenceText([name, of]: readonly [name: string, of: string]) {
  const file = readdirSync(packageFolder(of)).find((entry) => /^licen[cs]e/i.test(entry)) ?? "LICENSE";
  return `${name}\n${"=".repeat(name.length)}\n\n${readFileSync(join(packageFolder(of), file), "utf8")}`;
}
