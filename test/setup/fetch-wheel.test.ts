import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

const file = "pip-1.0-py3-none-any.whl";
const sum = createHash("sha256").update("a wheel").digest("hex");
let folder: string;
let index: string;
beforeEach(() => {
  folder = temporaryFolder();
  const files = temporaryFolder();
  const links = `<a href="../../files/${file}#sha256=${sum}">${file}</a><a href="../../files/other.whl">other</a>`;
  writeFiles(files, { [`files/${file}`]: "a wheel", "simple/pip/index.html": links });
  index = pathToFileURL(join(files, "simple")).href;
});

function fetchWheel(name: string, expected: string, PIP_INDEX_URL = index) {
  const script = resolve("tools/setup/fetch_wheel.py");
  const env = { ...process.env, PIP_INDEX_URL };
  return spawnSync(venvProgram("python"), [script, "pip", name, expected, folder], { encoding: "utf8", env });
}

test("the wheel that an index lists is fetched and checked", () => {
  expect(fetchWheel(file, sum)).toMatchObject({ status: 0, stderr: "" });
  expect(readFileSync(join(folder, file), "utf8")).toBe("a wheel");
});

test("a wheel with another checksum is refused, and nothing is kept", () => {
  const { status, stderr } = fetchWheel(file, "0".repeat(64));
  expect(status).toBe(1);
  expect(stderr).toContain("DO NOT MATCH THE HASHES");
  expect(readdirSync(folder)).toEqual([]);
});

test("an index that does not list it is told", () => {
  const { status, stderr } = fetchWheel("pip-2.0-py3-none-any.whl", sum);
  expect(status).toBe(1);
  expect(stderr).toContain("the index does not list pip-2.0-py3-none-any.whl");
});

test("an index that does not answer is told in one line", () => {
  const { status, stderr } = fetchWheel(file, sum, "http://127.0.0.1:9/simple");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^ERROR: http:\/\/127\.0\.0\.1:9\/simple\/pip\/: .*refused.*\n$/);
});

test("a bad address, and settings of pip that cannot be read, are reported in one line", () => {
  expect(fetchWheel(file, sum, "mirror").stderr).toMatch(/^ERROR: mirror\/pip\/: unknown url type: .*\n$/);
  writeFiles(folder, { "pip.conf": "index-url = x\n" });
  process.env["PIP_CONFIG_FILE"] = join(folder, "pip.conf");
  const { stderr } = fetchWheel(file, sum, "");
  delete process.env["PIP_CONFIG_FILE"];
  expect(stderr).toMatch(/^ERROR: pip's settings cannot be read: File contains no section headers/);
});
