import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { askPython } from "../../tools/setup/find-python.mjs";
import { pythonEnvironment } from "../../tools/setup/python-environment.mjs";
import { Work } from "../../tools/setup/step.mjs";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

jest.setTimeout(60_000);

/** The wheel of pip that Python itself brings, offered by an index on this disk. */
function indexWithPip() {
  const code =
    "import ensurepip, glob, os;" +
    "print(glob.glob(os.path.join(os.path.dirname(ensurepip.__file__), '_bundled', 'pip-*.whl'))[0])";
  const wheel = execFileSync(venvProgram("python"), ["-c", code], { encoding: "utf8" }).trim();
  const file = basename(wheel);
  const folder = temporaryFolder();
  writeFiles(folder, { "pip/index.html": `<a href="${pathToFileURL(wheel).href}">${file}</a>` });
  const sha256 = createHash("sha256").update(readFileSync(wheel)).digest("hex");
  return { address: pathToFileURL(folder).href, pip: { name: "pip", file, sha256 } };
}

test("a Python without ensurepip gets pip from its wheel, and the environment is complete", async () => {
  const root = temporaryFolder();
  writeFiles(root, { "requirements.txt": "# nothing\n" });
  const { address, pip } = indexWithPip();
  const python = askPython(venvProgram("python"));
  if (!python) throw new Error("no Python");
  const step = pythonEnvironment({ root, python: () => ({ ...python, canMakePip: false }), pip });
  const log = join(root, ".setup/log");
  const before = process.env["PIP_INDEX_URL"];
  process.env["PIP_INDEX_URL"] = address;
  try {
    await step.run(new Work({ log, detail: () => {}, signal: new AbortController().signal }));
  } finally {
    if (before === undefined) delete process.env["PIP_INDEX_URL"];
    else process.env["PIP_INDEX_URL"] = before;
  }
  expect(readFileSync(log, "utf8")).toContain("--without-pip");
  expect(await step.isDone()).toBe(true);
  const version = execFileSync(join(root, ".venv/bin/python"), ["-m", "pip", "--version"], {
    encoding: "utf8",
  });
  expect(version).toContain(`pip ${pip.file.split("-")[1]} from ${join(root, ".venv")}`);
  expect(existsSync(join(root, ".venv", pip.file))).toBe(false);

  const moved = join(root, "moved");
  renameSync(join(root, ".venv"), moved);
  expect(await step.isDone()).toBe(false);
  renameSync(moved, join(root, ".venv"));
  expect(await step.isDone()).toBe(true);
  writeFiles(root, { "requirements.txt": "# something else\n" });
  expect(await step.isDone()).toBe(false);
  writeFiles(root, { "requirements.txt": "# nothing\n" });
  rmSync(join(root, ".venv/bin/python"));
  expect(await step.isDone()).toBe(false);
});
