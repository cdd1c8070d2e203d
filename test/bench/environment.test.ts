import { chmodSync } from "node:fs";
import { join } from "node:path";
import { benchEnvironment, benchPython } from "../../tools/bench/environment.ts";
import { Work } from "../../tools/setup/step.mjs";
import { temporaryFolder, writeFiles } from "../setup/temporary-folder.mjs";

/** Stands for Python, and for pip, which says `pip` and fails where that is not empty. */
function stepIn(root: string, pip = "") {
  const program = join(root, "python");
  writeFiles(root, {
    pip,
    python: `#!/bin/sh
case "$*" in
  *"-m venv "*)
    for folder; do :; done
    mkdir -p "$folder/bin" "$folder/lib/python3.12/site-packages"
    cp "$0" "$folder/bin/python" ;;
  *"-m pip "*) cat "${root}/pip"; test ! -s "${root}/pip" ;;
  *pip_settings.py) echo "{}" ;;
  *) echo "(3, 12)" ;;
esac
`,
  });
  chmodSync(program, 0o755);
  const python = { command: "python", program, version: [3, 12, 0], canMakePip: true };
  const work = new Work({ log: join(root, "log"), detail: () => {}, signal: new AbortController().signal });
  const step = benchEnvironment({ root, python: () => python });
  return { step, run: () => step.run(work) };
}

test("the environment of the benchmark lies beside that of the notebooks, and is made once", async () => {
  const root = temporaryFolder();
  writeFiles(root, { "tools/bench/requirements.txt": "# nothing\n" });
  const { step, run } = stepIn(root);
  expect(await step.isDone()).toBe(false);
  await run();
  expect(await step.isDone()).toBe(true);
  expect(benchPython(root)).toBe(join(root, ".setup/bench-venv/bin/python"));
  writeFiles(root, { "tools/bench/requirements.txt": "# something else\n" });
  expect(await step.isDone()).toBe(false);
});

// pip's own words, as environment.full.test.ts gets them from pip itself.
const notFound = `ERROR: Could not find a version that satisfies the requirement torch==2.13.0+none (from versions: none)
ERROR: No matching distribution found for torch==2.13.0+none
`;
const conflict = `ERROR: Cannot install torch==2.13.0+none because these package versions have conflicting dependencies.
ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/
`;

test.each([
  ["", notFound],
  [", also where a constraint names another", conflict],
])("where no index has the build without CUDA, it says where one is%s", async (_, pip) => {
  const root = temporaryFolder();
  writeFiles(root, { "tools/bench/requirements.txt": "torch==2.13.0+none\n" });
  await expect(stepIn(root, pip).run()).rejects.toMatchObject({
    message: "no index that pip knows offers this PyTorch for this Python and platform",
    cure: expect.stringContaining("PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu") as string,
    tail: expect.stringContaining("torch==2.13.0+none") as string,
  });
});

test("another package that no index has is not blamed on PyTorch", async () => {
  const root = temporaryFolder();
  writeFiles(root, { "tools/bench/requirements.txt": "numpy==9\n" });
  await expect(stepIn(root, notFound.replaceAll(/torch\S+/g, "numpy==9")).run()).rejects.toMatchObject({
    message: expect.not.stringContaining("PyTorch") as string,
    tail: expect.stringContaining("numpy==9") as string,
  });
});
