import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvSamples } from "../../lib/src/data/csv-samples";
import { openDatasetFile } from "../../lib/src/data/file-dataset";
import { houses } from "../../lib/src/data/houses";
import { dataFolder } from "../../lib/src/data/verified-file";
import { type Sample, writeDatasetFile } from "../../lib/src/data/write-dataset-file";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "csv-samples-"));
  path = join(folder, "table.csv");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function read(csv: string, features = ["a"], target = "y"): Promise<Sample[]> {
  await writeFile(path, csv);
  const samples: Sample[] = [];
  for await (const sample of csvSamples(path, { features, target })) samples.push(sample);
  return samples;
}

test("the house sales go through a file to the same numbers as by houses()", async () => {
  const columns = { features: ["bedrooms", "bathrooms", "sqft_living"], target: "price" };
  const rows = join(folder, "houses.rows");
  const { n, d } = await writeDatasetFile(rows, csvSamples(join(dataFolder(), "houses/king-county-sales.csv"), columns));
  const sales = await houses();
  expect([n, d]).toEqual([sales.length, 3]);
  const file = await openDatasetFile(rows);
  const { X, y } = await file.read(Uint32Array.of(15_870, 0));
  await file.dispose();
  expect([...X]).toEqual([15_870, 0].flatMap((i) => [sales[i].bedrooms, sales[i].bathrooms, sales[i].livingArea]));
  expect([...y]).toEqual([sales[15_870].price, sales[0].price]);
});

test("columns are found by name, in whatever order", async () => {
  await expect(read("y,b,a\n1,2,3\n\n4,5,6\n", ["a", "b"])).resolves.toEqual([
    { x: [3, 2], y: 1 },
    { x: [6, 5], y: 4 },
  ]);
});

test("a loop over a large file can be left early", async () => {
  await writeFile(path, `a,y\n${"1,2\n".repeat(200_000)}`);
  let first: Sample | undefined;
  for await (const sample of csvSamples(path, { features: ["a"], target: "y" })) {
    first = sample;
    break;
  }
  expect(first).toEqual({ x: [1], y: 2 });
});

test.each([
  ["a missing column", "a,z\n1,2\n", /csvSamples: .*table.csv must have a column "y", got a, z/],
  ["a word", "a,y\n1,2\nfour,3\n", /column 1 of line 3 of .* must be a number, got "four"/],
  ["an empty value", "a,y\n1,\n", /column 2 of line 2 of .* must be a number, got ""/],
  ["a short row", "a,y\n1,2\n1\n", /csvSamples: .*table.csv cannot be read: .*line 3/],
])("%s is refused", async (_, csv, message) => {
  await expect(read(csv)).rejects.toThrow(message);
});

test("a missing file is refused", async () => {
  const samples = csvSamples(join(folder, "none.csv"), { features: ["a"], target: "y" });
  await expect(samples.next()).rejects.toThrow(/csvSamples: .*none.csv cannot be read: ENOENT/);
});
