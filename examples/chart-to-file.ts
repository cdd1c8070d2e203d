/**
 * A chart saved as PNG and SVG, outside a notebook.
 *
 *   npx tsx examples/chart-to-file.ts            saves into examples/pictures
 *   npx tsx examples/chart-to-file.ts folder     saves into a folder, which is made where it is missing
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { charts, data } from "linear-networks";
import { stopWith } from "./stop-with";

await main(process.argv[2] ?? join(import.meta.dirname, "pictures")).catch(
  stopWith("npx tsx examples/chart-to-file.ts folder, where folder is one that you may write to"),
);

async function main(folder: string) {
  await mkdir(folder, { recursive: true });
  const sales = await data.houses();
  const spec = charts.scatterWithLine({
    x: sales.map(({ livingArea }) => livingArea),
    y: sales.map(({ price }) => price),
    title: "Each additional square foot goes with about 281 dollars more",
    noun: "sales",
    xTitle: "living area, square feet",
    yTitle: "price, dollars",
  });
  // A PNG has twice as many pixels each way as the chart, so that text is sharp on every screen.
  const { png, width, height } = await charts.toPng(spec, { scale: 2 });
  await save(join(folder, "houses.png"), png);
  await save(join(folder, "houses.svg"), await charts.toSvg(spec));
  console.log(`Both are meant to be shown at ${width} × ${height} pixels.`);
}

async function save(path: string, contents: Uint8Array | string) {
  await writeFile(path, contents);
  console.log(`${path}: ${Math.round(contents.length / 1024)} KB`);
}
