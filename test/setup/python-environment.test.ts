import { rmSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { findPython } from "../../tools/setup/find-python.mjs";
import { pipEnvironment, withoutPythonSettings } from "../../tools/setup/python-program.mjs";
import { pythonEnvironment } from "../../tools/setup/python-environment.mjs";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { callWith, calls, fakeProject, workIn } from "./fake-programs.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/** What users, images and shells set, which says what is installed, and where to. */
const hostile = {
  PIP_USER: "yes",
  PIP_TARGET: "/elsewhere",
  PIP_PREFIX: "/elsewhere",
  PIP_ROOT: "/elsewhere",
  PIP_PYTHON: "/usr/bin/python3",
  PIP_DRY_RUN: "1",
  PIP_NO_DEPS: "1",
  PIP_CONSTRAINT: "/etc/pip/constraint.txt",
  PIP_REQUIRE_VIRTUALENV: "1",
  PIP_REQUIRE_HASHES: "1",
  PIP_NO_BINARY: ":all:",
  PYTHONPATH: "/opt/ros/lib",
  PYTHONHOME: "/nonexistent",
  PYTHONUSERBASE: "/elsewhere",
  PYTHONWARNINGS: "error",
  PYTHONINSPECT: "1",
};

test("pip and Python are called without the settings that would install something else, or elsewhere", async () => {
  const root = fakeProject();
  Object.assign(process.env, hostile, { SETTINGS_OF_PIP: '{"index-url":"https://mirror.example/simple"}' });
  const step = pythonEnvironment({ root, python: () => findPython() });
  await step.run(workIn(root));
  for (const { words, env } of calls().filter((call) => !call.words[0]?.endsWith("pip_settings.py"))) {
    const left = Object.keys(env).filter((name) => name in hostile && !name.startsWith("PIP_"));
    expect([words[0], left]).toEqual([words[0], []]);
  }
  const { env } = callWith("install");
  const forPip = Object.entries(env).filter(([name]) => name.startsWith("PIP_"));
  expect(Object.fromEntries(forPip)).toEqual({
    PIP_CONFIG_FILE: devNull,
    PIP_INDEX_URL: "https://mirror.example/simple",
  });
  expect(await step.isDone()).toBe(true);
});

test("an environment is made again where its Python is gone, or the requirements have changed", async () => {
  const root = fakeProject();
  const step = pythonEnvironment({ root, python: () => findPython() });
  await step.run(workIn(root));
  writeFiles(root, { "requirements.txt": "# something else\n" });
  expect(await step.isDone()).toBe(false);
  writeFiles(root, { "requirements.txt": "jupyterlab==4.6.6\n" });
  expect(await step.isDone()).toBe(true);
  rmSync(join(root, ".venv/bin/python"));
  expect(await step.isDone()).toBe(false);
});

test("where no packages are wanted none are installed, and an environment that has them will do", async () => {
  const root = fakeProject();
  const [bare, whole] = [false, true].map((packages) =>
    pythonEnvironment({ root, python: () => findPython(), packages }),
  );
  await bare.run(workIn(root));
  expect(calls().some(({ words }) => words.includes("install"))).toBe(false);
  expect([await bare.isDone(), await whole.isDone()]).toEqual([true, false]);
  await whole.run(workIn(root));
  expect([await bare.isDone(), await whole.isDone()]).toEqual([true, true]);
});

test("of the user's settings of pip those stay that say where packages come from", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "pip.conf": `[global]
user = yes
target = /elsewhere
constraint = /etc/pip/constraint.txt
timeout = 7
index-url = https://user:it's a secret@mirror.example/simple
[install]
extra-index-url =
    https://one.example/simple
    https://two.example/simple
require-hashes = yes
`,
  });
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    PIP_CONFIG_FILE: join(folder, "pip.conf"),
    ...hostile,
    PIP_NO_INDEX: "0",
    PIP_QUIET: "3",
    PIP_TIMEOUT: "8",
  };
  const made = await pipEnvironment(venvProgram("python"), { env });
  expect(made).toMatchObject({
    PIP_CONFIG_FILE: devNull,
    PIP_TIMEOUT: "8",
    PIP_NO_INDEX: "0",
    PIP_INDEX_URL: "https://user:it's a secret@mirror.example/simple",
    PIP_EXTRA_INDEX_URL: "\nhttps://one.example/simple\nhttps://two.example/simple",
  });
  expect(Object.keys(made).filter((name) => name in hostile || name === "PIP_QUIET")).toEqual([]);
});

test("settings of pip that cannot be read are named, with what pip says of them", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "pip.conf": "user = yes\n" });
  const env = { PATH: process.env["PATH"], PIP_CONFIG_FILE: join(folder, "pip.conf") };
  await expect(pipEnvironment(venvProgram("python"), { env })).rejects.toMatchObject({
    message: expect.stringMatching(/^pip cannot read its settings: [^]*pip\.conf/) as string,
    cure: expect.stringContaining("pip config debug") as string,
  });
});

test("what a Python program is started with keeps PYTHON and the wish for no bytecode", () => {
  const env = { PYTHON: "/opt/python", PYTHONDONTWRITEBYTECODE: "1", PYTHONPATH: "/x", VIRTUAL_ENV: "/y" };
  expect(withoutPythonSettings(env)).toMatchObject({ PYTHON: "/opt/python", PYTHONDONTWRITEBYTECODE: "1" });
  expect(withoutPythonSettings(env)).not.toHaveProperty("PYTHONPATH");
});
