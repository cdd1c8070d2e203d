import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { csvColumns, csvSamples } from "../../lib/src/data/csv";
import { files } from "../../lib/src/platform";
import { openDatasetFile } from "../../lib/src/data/file-dataset";
import { houses } from "../../lib/src/data/houses";
import { dataFolder } from "../../lib/src/data/verified-file";
import type { Sample } from "../../lib/src/data/dataset";
import { writeDatasetFile } from "../../lib/src/data/write-dataset-file";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "csv-samples-"));
  path = join(folder, "table.csv");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function read(csv: string | Buffer, features = ["a"], target = "y"): Promise<Sample[]> {
  await writeFile(path, csv);
  const samples: Sample[] = [];
  for await (const sample of csvSamples(path, { features, target })) samples.push(sample);
  return samples;
}

test("the house sales go through a file to the same numbers as by houses()", async () => {
  const columns = { features: ["bedrooms", "bathrooms", "sqft_living"], target: "price" };
  const rows = join(folder, "houses.rows");
  const { n, d } = await writeDatasetFile(
    rows,
    csvSamples(join(dataFolder(), "houses/king-county-sales.csv"), columns),
  );
  const sales = await houses();
  expect([n, d]).toEqual([sales.length, 3]);
  const file = await openDatasetFile(rows);
  const { X, y } = await file.read(Uint32Array.of(15_870, 0));
  await file.dispose();
  expect([...X]).toEqual(
    [15_870, 0].flatMap((i) => [sales[i].bedrooms, sales[i].bathrooms, sales[i].livingArea]),
  );
  expect([...y]).toEqual([sales[15_870].price, sales[0].price]);
});

test("columns are found by name, in whatever order", async () => {
  await expect(read("y,b,a\n1,2,3\n\n4,5,6\n", ["a", "b"])).resolves.toEqual([
    { x: [3, 2], y: 1 },
    { x: [6, 5], y: 4 },
  ]);
});

test.each([
  ["a byte order mark and lines as Windows ends them", "\ufeffa,y\r\n1,2\r\n3,4\r\n"],
  ["UTF-16, as Excel may write it", Buffer.from("\ufeffa,y\n1,2\n3,4\n", "utf16le")],
  ["no line feed at its end", "a,y\n1,2\n3,4"],
  ["quoted fields, one of them over two lines", '"a","y"\n"1","2"\n"\n3",4\n'],
  ["blanks, signs and exponents", "a,y\n 1 ,+2.\n.3e1,400e-2\n"],
  ["empty lines", "\n\na,y\n\n1,2\n\n3,4\n\n"],
])("a file with %s is read", async (_, csv) => {
  await expect(read(csv)).resolves.toEqual([
    { x: [1], y: 2 },
    { x: [3], y: 4 },
  ]);
});

test("columns may have the names of what every object has, and commas in them", async () => {
  const csv = 'constructor,"a,b",__proto__\n1,2,3\n';
  await expect(read(csv, ["__proto__", "a,b"], "constructor")).resolves.toEqual([{ x: [3, 2], y: 1 }]);
});

test("the columns are those of the header, in its order", async () => {
  await writeFile(path, '\ufeffy,"a,b",y\n1,2,3\n');
  await expect(csvColumns(path)).resolves.toEqual(["y", "a,b", "y"]);
});

test("only the beginning of a file is read for its columns", async () => {
  await writeFile(path, `a,y\n${"1,2\n".repeat(200_000)}a row that is too short\n`);
  await expect(csvColumns(path)).resolves.toEqual(["a", "y"]);
});

test("a file without a header, or none at all, has no columns to name", async () => {
  await writeFile(path, "\n\n");
  await expect(csvColumns(path)).rejects.toThrow(
    /^csvColumns: .*table.csv must begin with a header that names its columns, got none/,
  );
  await expect(csvColumns(join(folder, "none.csv"))).rejects.toThrow(
    /^csvColumns: .*none.csv cannot be read: ENOENT/,
  );
});

test.each(["a,y", "a,y\n", "\ufeffa,y\r\n"])("a header and nothing else, %j, has no samples", async (csv) => {
  await expect(read(csv)).resolves.toEqual([]);
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
  [
    "a missing column",
    "a,z\n1,2\n",
    /csvSamples: .*table.csv must have a column "y", got "a", "z". Column names must match to the letter/,
  ],
  ["a word", "a,y\n1,2\nfour,3\n", /column 1 of line 3 of .* must be a finite decimal number, got "four"/],
  ["an empty value", "a,y\n1,\n", /column 2 of line 2 of .* must be a finite decimal number, got ""/],
  ["a column that differs in a blank", "a, y\n1,2\n", /must have a column "y", got "a", " y"/],
  ["a column of every object's name", "a,toString\n1,2\n", /must have a column "y"/],
  ["a feature that is there twice", "a,a,y\n1,2,3\n", /must have only one column "a", got "a", "a", "y"/],
  ["a target that is there twice", "y,a,y\n1,2,3\n", /must have only one column "y"/],
  ["another separator", "a;y\n1;2\n", /must have a column "a", got "a;y"/],
  ["an empty file", "", /csvSamples: .*table.csv must begin with a header that names its columns, got none/],
  ["a file that is a byte order mark", "\ufeff", /must begin with a header/],
  ["empty lines only", "\n\n", /must begin with a header/],
  ["a hexadecimal number", "a,y\n0x10,2\n", /must be a finite decimal number, got "0x10"/],
  ["infinity", "a,y\n1,Infinity\n", /must be a finite decimal number, got "Infinity"/],
  ["a number beyond all", "a,y\n1,1e400\n", /must be a finite decimal number, got "1e400"/],
  ["a decimal comma", 'a,y\n"1,5",2\n', /must be a finite decimal number, got "1,5"/],
  ["a long row", "a,y\n1,2,3\n", /csvSamples: .*table.csv cannot be read: .*line 2/],
  ["a quote that does not end", 'a,y\n"1,2\n', /cannot be read: Quote Not Closed/],
  [
    "a line without end",
    `a,y\n${"1".repeat(2 ** 20 + 2)}`,
    /cannot be read: Max Record Size: .* 1048576 at line 2/,
  ],
  ["a short row", "a,y\n1,2\n1\n", /csvSamples: .*table.csv cannot be read: .*line 3/],
])("%s is refused", async (_, csv, message) => {
  await expect(read(csv)).rejects.toThrow(message);
});

test("no feature is refused", async () => {
  await expect(read("a,y\n1,2\n", [])).rejects.toThrow(
    /csvSamples: the number of features must be a whole number ≥ 1/,
  );
});

test("of many columns the message names the first twenty", async () => {
  const names = Array.from({ length: 785 }, (_, i) => `pixel${i}`);
  await expect(read(names.join())).rejects.toThrow(/must have a column "a", got .*"pixel19" and 765 more\./);
});

test("a missing file is refused", async () => {
  const samples = csvSamples(join(folder, "none.csv"), { features: ["a"], target: "y" });
  await expect(samples.next()).rejects.toThrow(/csvSamples: .*none.csv cannot be read: ENOENT/);
});

test("a file is read no further than its samples are taken, and a loop that is left ends the reading", async () => {
  await writeFile(path, `a,y\n${"1,2\n".repeat(1_000_000)}`);
  const read: number[] = [];
  const stream = files.stream.bind(files);
  jest.spyOn(files, "stream").mockImplementation((from) =>
    stream(from).pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, out) {
          read.push(chunk.length);
          out.enqueue(chunk);
        },
      }),
    ),
  );
  for await (const { x } of csvSamples(path, { features: ["a"], target: "y" })) {
    // While the first sample is in use, reading must come to a stop by itself.
    for (let turn = 0; turn < 30 && read.length < 20; turn++) await after(10);
    if (x[0] === 1) break;
  }
  expect(read.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(1e6);
  jest.restoreAllMocks();
});
