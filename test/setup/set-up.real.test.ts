import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findPython } from "../../tools/setup/find-python.mjs";
import { npmPackages } from "../../tools/setup/npm-packages.mjs";
import { pythonEnvironment } from "../../tools/setup/python-environment.mjs";
import { workIn } from "./fake-programs.mjs";
import { smallProject } from "./small-project.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";
import { everything } from "./steps.mjs";

jest.setTimeout(300_000);

/** Runs the set-up of a project in a process of its own, with the real npm, Python and compiler. */
async function setUp(root: string, env: Record<string, string> = {}) {
  const program = promisify(execFile)(process.execPath, [join(root, "tools/setup.mjs")], {
    env: { ...process.env, LINEAR_NETWORKS_BACKEND: "cpu", ...env },
  });
  const { stdout, stderr, code } = await program.then(
    (done) => ({ ...done, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const made = [...stdout.matchAll(/^✓ (\w[^(]*) \(/gm)].map(([, name]) => name.trim()).sort();
  return { stdout, stderr, code, made: made.filter((name) => name !== "set up") };
}

/** A build backend in a few lines, since none may be downloaded. */
const backend = `
import os, zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(os.path.join(folder, "small-1.0-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("small.py", "")
        wheel.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\n")
        wheel.writestr("small-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("small-1.0.dist-info/RECORD", "")
    return "small-1.0-py3-none-any.whl"
`;
test("a folder is set up, left alone when all is there, and mended when it was copied", async () => {
  const root = smallProject();
  expect(await setUp(root)).toMatchObject({ code: 0, stderr: "", made: everything });
  expect(readFileSync(join(root, "lib/dist/index.js"), "utf8")).toContain("exports.answer = 42");
  expect(await setUp(root)).toMatchObject({ code: 0, made: [] });
  const copy = temporaryFolder();
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  expect(await setUp(copy)).toMatchObject({ code: 0, made: ["Python environment", "TypeScript kernel"] });
});

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test.each([
  [{ NODE_ENV: "production", npm_config_omit: "optional", NPM_CONFIG_PRODUCTION: "true" }],
  [{ npm_config_global: "true", npm_config_dry_run: "true", npm_config_workspaces: "false" }],
  [{ npm_config_workspace: "lib", npm_config_package_lock_only: "true", npm_config_prefix: "/nonexistent" }],
])("npm installs all packages under %j", async (env) => {
  const root = smallProject();
  Object.assign(process.env, env);
  const step = npmPackages({ root });
  await step.run(workIn(root));
  expect(await step.isDone()).toBe(true);
  expect(existsSync(join(root, "node_modules/typescript-native/package.json"))).toBe(true);
});

test.each([
  [{ PIP_USER: "yes", PIP_TARGET: "/nonexistent/x", PIP_DRY_RUN: "1", PIP_REQUIRE_VIRTUALENV: "1" }],
  [{ PYTHONPATH: "/nonexistent", PYTHONHOME: "/nonexistent", PYTHONWARNINGS: "error" }],
])("pip installs into the project's environment under %j", async (env) => {
  const root = temporaryFolder();
  // A package without a file to download: pip has to install something.
  writeFiles(root, {
    "requirements.txt": `small @ ${pathToFileURL(join(root, "package")).href}\n`,
    "package/pyproject.toml":
      '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
    "package/backend.py": backend,
  });
  Object.assign(process.env, env);
  const step = pythonEnvironment({ root, python: () => findPython(), hashes: false });
  await step.run(workIn(root));
  const answer = execFileSync(
    join(root, ".venv/bin/python"),
    ["-I", "-c", "import small; print(small.__file__)"],
    {
      encoding: "utf8",
    },
  );
  expect(answer).toContain(join(root, ".venv"));
});

test("settings files are ignored, too: user = yes, omit=dev", async () => {
  const [root, home] = [smallProject(), temporaryFolder()];
  writeFiles(home, {
    ".npmrc": "omit[]=dev\nomit[]=optional\nignore-scripts=true\n",
    ".config/pip/pip.conf":
      "[global]\nuser = yes\nrequire-virtualenv = true\n[install]\ntarget = /nonexistent/x\n",
  });
  expect(await setUp(root, { HOME: home })).toMatchObject({ code: 0, stderr: "", made: everything });
});

test("without a network the message says what was wanted, why it failed and what to do", async () => {
  const root = smallProject();
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, object>;
  };
  const names = Array.from({ length: 25 }, (_, i) => `no-such-package-${i}`);
  const dependencies = Object.fromEntries(names.map((name) => [name, "1.0.0"]));
  const project = { name: "small", version: "1.0.0", dependencies };
  for (const name of names) {
    lock.packages[`node_modules/${name}`] = { version: "1.0.0", integrity: `sha512-${"A".repeat(86)}==` };
  }
  lock.packages[""] = project;
  writeFiles(root, {
    "package.json": JSON.stringify(project),
    "package-lock.json": JSON.stringify({ ...lock, ...project }),
    "requirements.txt": `no-such-package==1.0.0 --hash=sha256:${"0".repeat(64)}\n`,
  });
  // Port 9 of this machine: nobody listens there.
  const { code, stderr } = await setUp(root, {
    npm_config_registry: "http://127.0.0.1:9",
    PIP_INDEX_URL: "http://127.0.0.1:9/simple",
    PIP_CONFIG_FILE: "/dev/null",
    PIP_RETRIES: "1",
  });
  expect(code).toBe(1);
  expect(stderr).toContain("✗ npm could not install the packages: the package registry does not answer");
  expect(stderr).toContain(
    "✗ pip could not install the Python packages: the package registry does not answer",
  );
  expect(stderr.match(/What to do: try again later/g)).toHaveLength(1);
});

test("an npm that is set to work offline is named as such", async () => {
  const root = smallProject();
  const text = readFileSync(join(root, "package-lock.json"), "utf8");
  const lock = JSON.parse(text) as { packages: Record<string, object> };
  const project = { name: "small", version: "1.0.0", dependencies: { "no-such-package": "1.0.0" } };
  lock.packages["node_modules/no-such-package"] = {
    version: "1.0.0",
    integrity: `sha512-${"A".repeat(86)}==`,
  };
  lock.packages[""] = project;
  writeFiles(root, {
    "package.json": JSON.stringify(project),
    "package-lock.json": JSON.stringify({ ...lock, ...project }),
  });
  const { stderr } = await setUp(root, { npm_config_offline: "true", npm_config_cache: temporaryFolder() });
  expect(stderr).toContain("npm is set to work offline, and its cache lacks a package that is needed");
});
