import { execFileSync } from "node:child_process";
import { devNull } from "node:os";
import { join } from "node:path";
import { benchEnvironment, benchPython } from "../../tools/bench/environment.ts";
import { askPython } from "../../tools/setup/find-python.mjs";
import { Work } from "../../tools/setup/step.mjs";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { temporaryFolder, writeFiles } from "../setup/temporary-folder.mjs";

jest.setTimeout(120_000);

function stepIn(root: string) {
  const python = askPython(venvProgram("python"));
  if (!python) throw new Error("no Python");
  const work = new Work({ log: join(root, "log"), detail: () => {}, signal: new AbortController().signal });
  const step = benchEnvironment({ root, python: () => python });
  return { step, run: () => step.run(work) };
}

// The machine's own settings of pip may hold constraints.
const settings = process.env["PIP_CONFIG_FILE"];
beforeAll(() => (process.env["PIP_CONFIG_FILE"] = devNull));
afterAll(() => {
  if (settings === undefined) delete process.env["PIP_CONFIG_FILE"];
  else process.env["PIP_CONFIG_FILE"] = settings;
});

test("the environment of the benchmark lies beside that of the notebooks, and is made once", async () => {
  const root = temporaryFolder();
  writeFiles(root, { "tools/bench/requirements.txt": "# nothing\n" });
  const { step, run } = stepIn(root);
  expect(await step.isDone()).toBe(false);
  await run();
  expect(await step.isDone()).toBe(true);
  const prefix = execFileSync(benchPython(root), ["-c", "import sys; print(sys.prefix)"], {
    encoding: "utf8",
  });
  expect(prefix.trim()).toBe(join(root, ".setup/bench-venv"));
  writeFiles(root, { "tools/bench/requirements.txt": "# something else\n" });
  expect(await step.isDone()).toBe(false);
});

test.each([
  ["", ""],
  [", also where a constraint names another", "-c constraints.txt\n"],
])("where no index has the build without CUDA, it says where one is%s", async (_, constraint) => {
  const root = temporaryFolder();
  writeFiles(root, {
    "tools/bench/requirements.txt": `${constraint}--no-index\ntorch==2.13.0+none\n`,
    "tools/bench/constraints.txt": "torch<=2.14\n",
  });
  await expect(stepIn(root).run()).rejects.toMatchObject({
    message: "no index that pip knows offers this PyTorch for this Python and platform",
    cure: expect.stringContaining("PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu") as string,
  });
});
