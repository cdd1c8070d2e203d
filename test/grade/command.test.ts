/* eslint jest/no-standalone-expect: ["error", { "additionalTestBlockFunctions": ["sandboxed"] }] */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { whyNoSandbox } from "../../scripts/grade/sandbox.mjs";
import { inRoot } from "../../scripts/shared/paths.mjs";
import { small, submitted, thirtySubmissions } from "./thirty-submissions.mjs";

const command = inRoot("scripts", "grade.mjs");
const folder = mkdtempSync(join(tmpdir(), "linear-networks-grade-"));
const [notebooks, handedIn, out] = ["notebooks", "handed-in", "out"].map((name) => join(folder, name));
for (const each of [notebooks, handedIn]) mkdirSync(each);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where no sandbox can be made this counts as not run, not as passed. */
const sandboxed = whyNoSandbox() ? test.skip : test;

const grade = (...options: string[]) =>
  new Promise<{ status: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, [command, ...options], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("close", (status) => resolve({ status, output }));
  });

sandboxed(
  "thirty submissions get the grades that they earn, whatever one of them does",
  async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const cases = thirtySubmissions(handedIn, (server.address() as AddressInfo).port);
    expect(cases).toHaveLength(30);
    writeFileSync(join(notebooks, "1-1-small.ipynb"), JSON.stringify(small));
    for (const [name, edits] of cases)
      writeFileSync(join(handedIn, `${name}.ipynb`), JSON.stringify(submitted(edits)));
    const { status, output } = await grade(
      ...[
        "--notebooks",
        notebooks,
        "--out",
        out,
        "--backend",
        "cpu",
        "--jobs",
        "3",
        "--memory",
        "1024",
        "--cell-time",
        "15",
      ],
      handedIn,
    );
    server.close();
    const rows: string[][] = parse(readFileSync(join(out, "grades.csv"), "utf8"));
    const got = new Map(rows.map(([name, ...cells]) => [name.replace(/^'/, ""), cells]));
    const unexpected = cases.filter(([name, , expected]) =>
      expected.some((status, i) => !got.get(name)?.[i].startsWith(status)),
    );
    expect(unexpected.map(([name, , expected]) => ({ name, expected, got: got.get(name) }))).toEqual([]);
    expect(got.get("other prototypes")?.[0]).not.toBe("right");
    expect(output).toContain("30 of 30 submissions are graded");
    expect(status).toBe(0);
    const page = readFileSync(join(out, "grades.html"), "utf8");
    expect(page).not.toContain("<script");
    expect(page.match(/<tr>/g)).toHaveLength(32);
  },
  600_000,
);

test.each([
  [[], "✗ one folder of submissions is wanted"],
  [["--memory", "100", "x"], "✗ --memory 100 is no whole number from 512"],
  [["--wrong"], "✗ Unknown option '--wrong'"],
])("%j is refused with its reason", (options, reason) => {
  const { status, stderr } = spawnSync(process.execPath, [command, ...options], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain(reason);
});

test("without a sandbox it refuses and says what to do", () => {
  expect(whyNoSandbox({ platform: "darwin" })?.message).toContain("only Linux");
  expect(whyNoSandbox({ platform: "linux", program: "no-such-program" })).toEqual({
    message: "bubblewrap is missing",
    cure: "apt-get install bubblewrap",
  });
  expect(whyNoSandbox({ platform: "linux", program: "false" })?.message).toContain("cannot make a sandbox");
  const { status, stderr } = spawnSync(process.execPath, [command, folder], {
    encoding: "utf8",
    env: { ...process.env, PATH: folder },
  });
  expect(status).toBe(1);
  expect(stderr).toContain("Nothing is graded without a sandbox");
});
