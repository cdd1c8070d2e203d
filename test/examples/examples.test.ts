import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";

const root = join(__dirname, "..", "..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "examples-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs an example as the README says, but for npx, which only looks up tsx. */
const run = (script: string, ...words: string[]) => runFile(join("examples", `${script}.ts`), ...words);

const runFile = (path: string, ...words: string[]): Promise<Ended> =>
  new Promise((done) => {
    const args = ["--import", "tsx", path, ...words];
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });

/** A file in the test's folder, for which this is its path. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test("own-csv finds the plane on which the rows of a file lie", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => [i, (i * i) % 7, 3 * i - 2 * ((i * i) % 7) + 5]);
  const csv = file("plane.csv", `time,rest,height\n${rows.map((row) => row.join()).join("\n")}\n`);
  const { code, stdout, stderr } = await run("own-csv", csv);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^height from time, rest\n +time +3\.000\n +rest +-2\.000\n +bias +5\.000\n/);
  expect(stdout).toMatch(/R² on the 8 rows held out: 1\.000\n$/);
});

test("own-csv says which value is not a number, and how to name the columns", async () => {
  const csv = file("words.csv", "colour,height\nred,1\nblue,2\n");
  const { code, stdout, stderr } = await run("own-csv", csv);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^csvSamples: column 1 of line 2 of .*words.csv must be a finite decimal number, got "red"\.\nUsage: .* file.csv target feature …/,
  );
  expect(stderr).not.toContain("    at ");
});

test("own-images classifies held-out images of the sample far better than guessing", async () => {
  const { code, stdout } = await run("own-images");
  expect(code).toBe(0);
  expect(stdout).toContain("50 images of 10 classes: ankle-boot, bag,");
  const [, accuracy, guessing] = /10 images held out: (.*), by guessing (.*)/.exec(stdout) ?? [];
  expect(guessing).toBe("0.10");
  const marks = stdout.match(/^ {2}[✓✗] /gm) ?? [];
  expect(marks).toHaveLength(10);
  expect(Number(accuracy)).toBeCloseTo(marks.filter((mark) => mark.includes("✓")).length / 10, 10);
  expect(Number(accuracy)).toBeGreaterThanOrEqual(0.4);
});

test("own-images says what a folder must hold", async () => {
  const { code, stdout, stderr } = await run("own-images", folder);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^classFolders: .* must hold a folder for each class.*\nUsage: .* one folder .* per class/,
  );
});

test("chart-to-file saves a PNG twice as large as the chart, and an SVG, where it is told", async () => {
  const { code, stdout, stderr } = await run("chart-to-file", join(folder, "new", "pictures"));
  expect([code, stderr]).toEqual([0, ""]);
  const [, width, height] = /shown at (\d+) × (\d+) pixels/.exec(stdout) ?? [];
  const png = await sharp(join(folder, "new", "pictures", "houses.png")).metadata();
  expect(png).toMatchObject({ format: "png", width: 2 * Number(width), height: 2 * Number(height) });
  const svg = readFileSync(join(folder, "new", "pictures", "houses.svg"), "utf8");
  expect(svg).toMatch(/^<svg .*living area, square feet.*<\/svg>$/s);
});

test("chart-to-file says that it cannot write where a file is in the way", async () => {
  const { code, stderr } = await run("chart-to-file", file("in-the-way", ""));
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^EEXIST: .*in-the-way'\nUsage: .* folder, where folder is one that you may write to/,
  );
});

test("the README's code prints what its comment says", async () => {
  const code = /```ts\n(.*?)```/s.exec(readFileSync(join(root, "README.md"), "utf8"))?.[1] ?? "";
  const wanted = /console\.log\(.*\); \/\/ (\S+) /.exec(code)?.[1];
  const { stdout, stderr } = await runFile(file("first.mts", code));
  expect({ stdout, stderr }).toEqual({ stdout: `${wanted}\n`, stderr: "" });
});
