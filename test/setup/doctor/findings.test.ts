import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { backend, kernel, npmPackage, pythonPackage } from "../../../tools/setup/doctor/installed.mjs";
import { data, disk } from "../../../tools/setup/doctor/files.mjs";
import { linesOf } from "../../../tools/setup/doctor/finding.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

let root: string;
beforeEach(() => (root = temporaryFolder()));

test("lines carry a mark, what to do, and no path of this machine", () => {
  const lines = linesOf(
    [
      { state: "ok", subject: "Node", found: "20.20.2" },
      { state: "wrong", subject: "Kernel", found: `${root}/x is gone`, cure: `look into ${homedir()}/y` },
      { state: "remark", subject: "Disk", found: "1.0 GB free" },
    ],
    root,
  );
  expect(lines.split("\n")).toEqual([
    "✓ Node    20.20.2",
    "✗ Kernel  ./x is gone",
    "          → look into ~/y",
    "! Disk    1.0 GB free",
  ]);
});

test("data are compared byte for byte with their checksums", async () => {
  const sum = (text: string) => createHash("sha256").update(text).digest("hex");
  writeFiles(root, {
    "data/CHECKSUMS": `${sum("a")}  ./a.csv\n${sum("b")}  ./deep/b b.png\n`,
    "data/a.csv": "a",
    "data/deep/b b.png": "b",
  });
  expect(await data(root)).toMatchObject({ state: "ok", found: "2 files, all intact" });
  writeFileSync(join(root, "data/a.csv"), "A");
  rmSync(join(root, "data/deep"), { recursive: true });
  expect(await data(root)).toMatchObject({
    state: "wrong",
    found: "data/a.csv differs, data/deep/b b.png is missing",
    cure: expect.stringContaining("git checkout -- data") as string,
  });
});

test("without the list of checksums the data are not called good", async () => {
  expect(await data(root)).toMatchObject({ state: "wrong" });
});

test("a kernel whose program has moved is told, without its path", () => {
  const spec = (program: string) =>
    JSON.stringify({ argv: [process.execPath, program], display_name: "TypeScript" });
  const file = ".venv/share/jupyter/kernels/tslab/kernel.json";
  expect(kernel(root)).toMatchObject({ state: "wrong", found: "not registered in .venv" });
  writeFiles(root, { [file]: "null" });
  expect(kernel(root)).toMatchObject({ state: "wrong", found: "not registered in .venv" });
  writeFiles(root, { [file]: spec("/gone/bin/tslab") });
  expect(kernel(root)).toMatchObject({ state: "wrong", found: "registered, but tslab is gone or has moved" });
  writeFiles(root, { [file]: spec(process.execPath) });
  expect(kernel(root)).toMatchObject({ state: "ok", found: "TypeScript, registered in .venv" });
});

test.each([
  [50e9, "ok"],
  [2e9, "remark"],
  [0.1e9, "wrong"],
])("%d bytes of free disk are %s", (bytes, state) => {
  expect(disk(root, () => ({ bavail: bytes / 4096, bsize: 4096 })).state).toBe(state);
});

test("versions are read where there are packages, and their lack is told", () => {
  expect(npmPackage(root, "tslab", "tslab")).toMatchObject({
    state: "wrong",
    cure: "`npm run setup` installs it",
  });
  writeFiles(root, {
    "node_modules/tslab/package.json": '{"version":"1.0.22"}',
    ".venv/lib/python3.12/site-packages/jupyterlab-4.6.6.dist-info/RECORD": "",
    ".venv/lib/python3.12/site-packages/jupyterlab_server-2.0.dist-info/RECORD": "",
  });
  expect(npmPackage(root, "tslab", "tslab")).toMatchObject({ state: "ok", found: "1.0.22" });
  expect(pythonPackage(root, "JupyterLab", "jupyterlab")).toMatchObject({ state: "ok", found: "4.6.6" });
  expect(pythonPackage(root, "nbconvert", "nbconvert")).toMatchObject({ state: "wrong" });
});

const tfjsNode = "node_modules/@tensorflow/tfjs-node";
const stamp = `${tfjsNode}/.set-up-stamp.json`;
const broken = () => Promise.resolve({ works: false as const, reason: "it does not load: file too short" });

test("a native backend that no longer works is installed again by the set-up", async () => {
  const record = { status: "native", tensorflow: "2.15.1", inputs: "" };
  writeFiles(root, { [stamp]: "{}", ".setup/native-backend.json": JSON.stringify(record) });
  expect(await backend(root, {}, broken)).toMatchObject({
    state: "remark",
    found: "WebAssembly, slower than native TensorFlow: it does not load: file too short",
    cure: "`npm run setup` installs it again",
  });
  expect(existsSync(join(root, stamp))).toBe(false);
});

test("for one that is not available here, reason and cure are those of the attempt", async () => {
  const record = { status: "unavailable", reason: "there is no network", cure: "connect", inputs: "" };
  writeFiles(root, { [stamp]: "{}", ".setup/native-backend.json": JSON.stringify(record) });
  expect(await backend(root, {}, broken)).toMatchObject({ cure: "connect" });
  expect(existsSync(join(root, stamp))).toBe(true);
});
