import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { explanation } from "../../tools/setup/shared/failure.mjs";
import { bring, calls, fakeProject } from "./fake-programs.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";
import { everything } from "./steps.mjs";

const kernelSpec = ".venv/share/jupyter/kernels/tslab/kernel.json";

/** Starts the set-up of a project in a process of its own. */
function started(root: string, env: Record<string, string> = {}) {
  const program = spawn(process.execPath, [join(root, "tools/setup.mjs")], {
    env: { ...process.env, ...env },
  });
  const written = { stdout: "", stderr: "" };
  program.stdout.on("data", (text: Buffer) => (written.stdout += text.toString()));
  program.stderr.on("data", (text: Buffer) => (written.stderr += text.toString()));
  const ended = once(program, "close").then(([code]) => ({ ...written, code: code as number }));
  return { program, ended };
}

const kernelOf = (root: string) =>
  (JSON.parse(readFileSync(join(root, kernelSpec), "utf8")) as { argv: string[] }).argv.join(" ");

/** What a set-up within this process tells of its failure. */
const failureOf = (root: string) => bring(root).then(() => "", explanation);

test("a folder is set up, and left alone when all is there", async () => {
  const root = fakeProject({ withScripts: true });
  const first = await started(root).ended;
  expect(first).toMatchObject({ stderr: "", code: 0 });
  for (const name of everything) expect(first.stdout).toContain(`✓ ${name}`);
  expect(first.stdout).toContain("left out, since LINEAR_NETWORKS_BACKEND=cpu");
  expect(readFileSync(join(root, "lib/dist/index.js"), "utf8")).toContain("exports.answer = 42");
  expect(kernelOf(root)).toContain(root);
  const before = calls().length;
  expect((await started(root).ended).stdout).toMatch(/✓ set up \([\d.]+ s, nothing to do\)\n$/);
  expect(
    calls()
      .slice(before)
      .map(({ words }) => words[0]),
  ).toEqual(["-I"]); // Python's version is asked for
});

test("a copied folder gets what holds its path, a damaged one what is damaged", async () => {
  const [root, copy] = [fakeProject(), temporaryFolder()];
  expect(await bring(root)).toEqual(everything);
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  expect(await bring(copy)).toEqual(["Python environment", "TypeScript kernel"]);
  expect(kernelOf(copy)).not.toContain(`${root}/`);
  rmSync(join(copy, "lib/dist"), { recursive: true });
  rmSync(join(copy, "node_modules/typescript-native"), { recursive: true });
  writeFiles(copy, { [kernelSpec]: "{" });
  expect(await bring(copy)).toEqual(["TypeScript kernel", "library", "npm packages"]);
});

test("a set-up that is killed is finished by the next", async () => {
  const root = fakeProject({ withScripts: true });
  const { program } = started(root);
  await once(program.stdout, "data");
  program.kill("SIGKILL");
  await once(program, "exit");
  expect(existsSync(join(root, ".setup/lock"))).toBe(true);
  expect(await bring(root)).toEqual(everything);
  expect(existsSync(join(root, ".setup/lock"))).toBe(false);
});

test("an interrupted set-up says so, ends with code 130 and leaves no lock", async () => {
  const root = fakeProject({ withScripts: true });
  const { program, ended } = started(root);
  await once(program.stdout, "data");
  program.kill("SIGINT");
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("interrupted; the next start goes on from here");
  expect(existsSync(join(root, ".setup/lock"))).toBe(false);
});

test("where programs fail the message says what was wanted, why it failed and what to do, once", async () => {
  const root = fakeProject();
  process.env["NPM_SAYS"] = "npm error FetchError: connect ECONNREFUSED 127.0.0.1:9";
  process.env["WORDS_OF_PIP"] = "NewConnectionError('[Errno 111] Connection refused')";
  const text = await failureOf(root);
  expect(text).toContain("✗ npm could not install the packages: the package registry does not answer");
  expect(text).toContain("✗ pip could not install the Python packages: the package registry does not answer");
  expect(text).toContain(`Log: ${join(root, ".setup/logs/npm-packages.log")}`);
  expect(text.match(/What to do: try again later/g)).toHaveLength(1);
});

test("where no Python is new enough the message says so, and npm's part is done all the same", async () => {
  const root = fakeProject();
  process.env["PYTHON"] = "no-such-python";
  const text = await failureOf(root);
  expect(text).toContain("PYTHON=no-such-python does not run");
  expect(text).toContain("What to do: set PYTHON to the path of a newer Python");
  expect(existsSync(join(root, "lib/dist/index.js"))).toBe(true);
});

test("without a home that can be used, programs get one in the project's folder", async () => {
  const root = fakeProject({ withScripts: true });
  const env = { HOME: join(root, "nonexistent"), PYTHON: "no-such-python", NPM_SAYS: "no" };
  expect((await started(root, env).ended).code).toBe(1);
  expect(calls().map((call) => call.env["HOME"])).toEqual([join(root, ".setup/home")]);
});

test.each([
  ["package.json", "null", /package\.json must hold an object, got null\n.*git restore /],
  ["package-lock.json", "<<<<<<< HEAD\n{}", /package-lock\.json is not JSON: [^]*git restore /],
  ["lib/package.json", undefined, /package\.json cannot be read \(ENOENT\)\n.*git restore /],
])("a %s that holds %j is named, with what to do", async (name, text, message) => {
  const root = fakeProject();
  rmSync(join(root, name));
  if (text !== undefined) writeFiles(root, { [name]: text });
  const told = await failureOf(root);
  expect(told).toMatch(message);
  expect(told).not.toContain("    at ");
});

test("requirements that are missing are named, with what to do", async () => {
  const root = fakeProject();
  await bring(root);
  rmSync(join(root, "requirements.txt"));
  expect(await failureOf(root)).toMatch(/requirements\.txt is missing\n.*git restore /);
});

test("a byte order mark in package.json, as some editors write it, does no harm", async () => {
  const root = fakeProject();
  const text = readFileSync(join(root, "package.json"), "utf8");
  writeFiles(root, { "package.json": `\uFEFF${text}` });
  expect(await bring(root)).toEqual(everything);
});
