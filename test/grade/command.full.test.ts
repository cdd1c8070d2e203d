import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { demandSandbox } from "../../tools/grade/sandbox.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";
import { secretVariable, small, submitted, thirtySubmissions } from "./thirty-submissions.mjs";

const command = inRoot("tools", "grade.mjs");
const folder = mkdtempSync(join(tmpdir(), "linear-networks-grade-"));
const [notebooks, handedIn, out] = ["notebooks", "handed-in", "out"].map((name) => join(folder, name));
for (const each of [notebooks, handedIn]) mkdirSync(each);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => demandSandbox());

const grade = (...options: string[]) =>
  new Promise<{ status: number | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, [command, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, [secretVariable]: "secret" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("close", (status) => resolve({ status, output }));
  });

test("thirty submissions get the grades that they earn, whatever one of them does", async () => {
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
}, 600_000);
