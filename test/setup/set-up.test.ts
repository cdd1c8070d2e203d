import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { smallProject } from "./small-project.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

jest.setTimeout(120_000);

/** Runs the set-up of a project in a process of its own. */
async function setUp(root: string, env: Record<string, string> = {}) {
  const program = promisify(execFile)(process.execPath, [join(root, "scripts/setup.mjs")], {
    env: { ...process.env, LINEAR_NETWORKS_BACKEND: "cpu", ...env },
  });
  const { stdout, stderr, code } = await program.then(
    (done) => ({ ...done, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const made = [...stdout.matchAll(/^✓ (\w[^(]*) \(/gm)].map(([, name]) => name.trim()).sort();
  return { stdout, stderr, code, made: made.filter((name) => name !== "set up") };
}

const everything = ["Python environment", "TypeScript kernel", "library", "npm packages"];

function kernelOf(root: string): string[] {
  const file = join(root, ".venv/share/jupyter/kernels/tslab/kernel.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { argv: string[] }).argv;
}

test("a folder is set up, left alone when all is there, and mended when it was copied or damaged", async () => {
  const root = smallProject();
  const first = await setUp(root);
  expect(first.stderr).toBe("");
  expect(first.made).toEqual(everything);
  expect(first.stdout).toContain("left out, since LINEAR_NETWORKS_BACKEND=cpu");
  expect(readFileSync(join(root, "lib/dist/index.js"), "utf8")).toContain("exports.answer = 42");
  expect(kernelOf(root).join(" ")).toContain(root);

  const second = await setUp(root);
  expect(second.made).toEqual([]);
  expect(second.stdout).toMatch(/✓ set up \([\d.]+ s, nothing to do\)\n$/);

  const copy = temporaryFolder();
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  const third = await setUp(copy);
  expect(third.code).toBe(0);
  expect(third.made).toEqual(["Python environment", "TypeScript kernel"]);
  expect(kernelOf(copy).join(" ")).not.toContain(`${root}/`);

  rmSync(join(copy, "lib/dist"), { recursive: true });
  rmSync(join(copy, "node_modules/typescript"));
  writeFiles(copy, { ".venv/share/jupyter/kernels/tslab/kernel.json": "{" });
  const fourth = await setUp(copy);
  expect(fourth.stderr).toBe("");
  expect(fourth.made).toEqual(["TypeScript kernel", "library", "npm packages"]);
});

test("a set-up that is killed is finished by the next", async () => {
  const root = smallProject();
  const env = { ...process.env, LINEAR_NETWORKS_BACKEND: "cpu" };
  const killed = spawn(process.execPath, [join(root, "scripts/setup.mjs")], { env });
  await once(killed.stdout, "data");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  expect(existsSync(join(root, ".setup/lock"))).toBe(true);
  const next = await setUp(root);
  expect(next).toMatchObject({ code: 0, stderr: "", made: everything });
  expect(existsSync(join(root, ".setup/lock"))).toBe(false);
});

test("an interrupted set-up says so, ends with code 130 and leaves no lock", async () => {
  const root = smallProject();
  const env = { ...process.env, LINEAR_NETWORKS_BACKEND: "cpu" };
  const program = spawn(process.execPath, [join(root, "scripts/setup.mjs")], { env });
  let stderr = "";
  program.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  await once(program.stdout, "data");
  program.kill("SIGINT");
  const [code] = (await once(program, "close")) as [number];
  expect(code).toBe(130);
  expect(stderr).toContain("interrupted; the next start goes on from here");
  expect(existsSync(join(root, ".setup/lock"))).toBe(false);
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
  expect(stderr).toContain(`Log: ${join(root, ".setup/logs/npm-packages.log")}`);
  expect(stderr.match(/What to do: try again later/g)).toHaveLength(1);
});

test("where no Python is new enough the message says so, and npm's part is done all the same", async () => {
  const root = smallProject();
  const { code, stderr, made } = await setUp(root, { PYTHON: "no-such-python" });
  expect(code).toBe(1);
  expect(stderr).toContain("PYTHON=no-such-python is none that runs");
  expect(stderr).toContain("What to do: set PYTHON to the path of a newer Python");
  expect(made).toEqual(["library", "npm packages"]);
});
