import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bring, fakeProject } from "./fake-programs.mjs";
import { writeFiles } from "./temporary-folder.mjs";

const notebook = JSON.stringify({
  cells: [{ cell_type: "code", id: "one", source: "1", metadata: {}, outputs: [], execution_count: null }],
  metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
  nbformat: 4,
  nbformat_minor: 5,
});

/** What is there before a command runs: nothing, the npm packages alone, Python alone, or all. */
type State = "nothing" | "packages" | "python" | "all";

/** A project in which a program hangs that a command waits for. */
async function hanging(program: string, state: State): Promise<string> {
  const root = fakeProject({ withScripts: true });
  const env = { ...process.env };
  writeFiles(root, { "notebooks/1-one.ipynb": notebook });
  if (state === "all") {
    await bring(root);
    // What commands in TypeScript import; the npm of these tests installs next to nothing.
    for (const name of ["csv-parse", "tsx"])
      symlinkSync(resolve("node_modules", name), join(root, "node_modules", name));
  } else if (state === "packages") spawnSync(env["npm_execpath"] ?? "", ["ci"], { cwd: root, env });
  else if (state === "python")
    cpSync(env["PYTHON"] ?? "", join(root, ".venv/bin/python"), { recursive: true });
  process.env["HANG"] = program;
  return root;
}

/** Starts a command as npm does: by a shell that is its parent. Resolves once the program that hangs has begun. */
async function begun(root: string, command: string): Promise<{ shell: ChildProcess; pids: number[] }> {
  const [script = "", ...words] = command.split(" ");
  const line = `"${process.execPath}" "${join(root, "tools", script)}.mjs" ${words.join(" ")}; exit $?`;
  const shell = spawn("sh", ["-c", line], {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: script },
    detached: true,
    stdio: "ignore",
  });
  const file = process.env["PIDS"] ?? "";
  while (shell.exitCode === null && !(existsSync(file) && readFileSync(file, "utf8").endsWith("\n")))
    await pause(10);
  const pids = readFileSync(file, "utf8").trim().split(/\s/).map(Number);
  return { shell, pids };
}

function isRunning(pid: number): boolean {
  try {
    // What has ended, and whose parent has not asked how, is no process any more.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Which of these still run after 20 s; none as soon as all have ended. */
async function left(pids: number[]): Promise<number[]> {
  for (let tries = 0; pids.some(isRunning) && tries < 2000; tries += 1) await pause(10);
  return pids.filter(isRunning);
}

const commands: [command: string, program: string, before: State][] = [
  ["setup", "npm", "nothing"],
  ["start", "npm", "nothing"],
  ["test", "npm", "nothing"],
  ["bench", "npm", "nothing"],
  ["setup", "-m pip install", "nothing"],
  ["build", "tsc", "packages"],
  ["start --progress", "tsc", "packages"],
  ["build --watch", "tsc", "packages"],
  ["setup --check", "trial.py", "python"],
  ["start --no-browser", "-m jupyterlab", "all"],
  ["notebooks", "run_nbconvert.py", "all"],
];

test.each(commands)(
  "npm run %s, waiting for %s, ends by SIGTERM, and all that it started ends with it",
  async (command, program, before) => {
    const { shell, pids } = await begun(await hanging(program, before), command);
    process.kill(-(shell.pid ?? 0), "SIGTERM");
    await once(shell, "exit");
    expect(await left(pids)).toEqual([]);
  },
);

test.each([
  ["setup", "npm", "nothing"],
  ["build --watch", "tsc", "packages"],
  ["setup --check", "trial.py", "python"],
] as const)(
  "npm run %s ends where npm, or its shell, gets the signal alone",
  async (command, program, before) => {
    const { shell, pids } = await begun(await hanging(program, before), command);
    shell.kill("SIGTERM");
    await once(shell, "exit");
    expect(await left(pids)).toEqual([]);
  },
);

test("Ctrl-C in a terminal, which all of them get, ends a command as SIGTERM does", async () => {
  const { shell, pids } = await begun(await hanging("tsc", "packages"), "build --watch");
  process.kill(-(shell.pid ?? 0), "SIGINT");
  await once(shell, "exit");
  expect(await left(pids)).toEqual([]);
});

test.each([0, 100])(
  "a command that is told to end %d ms after its start ends, and starts nothing",
  async (milliseconds) => {
    const root = await hanging("npm", "nothing");
    const program = spawn(process.execPath, [join(root, "tools/setup.mjs")], {
      env: { ...process.env },
      stdio: "ignore",
    });
    await pause(milliseconds);
    program.kill("SIGTERM");
    const [code, signal] = (await once(program, "exit")) as [number | null, string | null];
    expect(code === 130 || signal === "SIGTERM").toBe(true);
    const file = process.env["PIDS"] ?? "";
    const pids = existsSync(file) ? readFileSync(file, "utf8").trim().split(/\s/).map(Number) : [];
    expect(await left(pids)).toEqual([]);
  },
);
