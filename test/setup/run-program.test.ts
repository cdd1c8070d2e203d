import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProgram, tailOf } from "../../tools/setup/shared/run-program.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const node = process.execPath;

test("a program's words are collected line by line, with its exit code", async () => {
  const lines: string[] = [];
  const code = 'console.log("one"); console.error("two"); process.exitCode = 7;';
  const ending = await runProgram(node, ["-e", code], { onLine: (line) => lines.push(line) });
  expect(ending).toMatchObject({ code: 7, signal: null });
  expect(lines.sort()).toEqual(["one", "two"]);
  expect(ending.output.split("\n").sort()).toEqual(["one", "two"]);
});

test("a program that does not exist is told apart from one that fails", async () => {
  expect(await runProgram("no-such-program", [])).toMatchObject({ error: "ENOENT" });
});

test("a program that a signal ends is told with the signal", async () => {
  const ending = await runProgram(node, ["-e", 'process.kill(process.pid, "SIGKILL")']);
  expect(ending).toMatchObject({ code: null, signal: "SIGKILL" });
});

test("folder, environment and arguments arrive as they are", async () => {
  const code = "console.log(process.cwd(), process.env.WORD, process.argv[1])";
  const options = { cwd: resolve("/"), env: { ...process.env, WORD: "线性" } };
  const { output } = await runProgram(node, ["-e", code, "a  b"], options);
  expect(output).toBe(`${resolve("/")} 线性 a  b`);
});

test("an aborted program ends, and so does what it started", async () => {
  const controller = new AbortController();
  const code =
    'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);' +
    "console.log(c.pid); setInterval(() => {}, 1000);";
  let grandchild = 0;
  await runProgram(node, ["-e", code], {
    signal: controller.signal,
    onLine: (line) => {
      grandchild = Number(line);
      controller.abort();
    },
  });
  await endOf(grandchild);
  expect(isRunning(grandchild)).toBe(false);
});

test("a program that is not wanted any more before it has begun is not started", async () => {
  const folder = temporaryFolder();
  const code = "require('node:fs').writeFileSync(process.argv[1], '')";
  await runProgram(node, ["-e", code, join(folder, "ran")], { signal: AbortSignal.abort() });
  expect(existsSync(join(folder, "ran"))).toBe(false);
});

test("a program does not outlive the process that asked for it, even when that is killed", async () => {
  const script = pathToFileURL(resolve("tools/setup/shared/run-program.mjs")).href;
  const code =
    `import(${JSON.stringify(script)}).then(({ runProgram }) =>` +
    'runProgram(process.execPath, ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"],' +
    "{ onLine: (line) => console.log(line) }));";
  const parent = spawn(node, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = (await once(parent.stdout, "data")).map(Number);
  expect(isRunning(pid)).toBe(true);
  parent.kill("SIGKILL");
  await endOf(pid);
  expect(isRunning(pid)).toBe(false);
});

test("a program that is given time to end may use it", async () => {
  const controller = new AbortController();
  const code =
    'process.on("SIGTERM", () => { console.log("tidied up"); process.exit(0); });' +
    'console.log("ready"); setInterval(() => {}, 1000);';
  const ending = await runProgram(node, ["-e", code], {
    signal: controller.signal,
    grace: 60_000,
    onLine: () => controller.abort(),
  });
  expect(ending.output).toBe("ready\ntidied up");
  expect(ending.code).toBe(0);
});

test("the tail of a long output is its last twenty lines", () => {
  const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`);
  expect(tailOf(`${lines.join("\n")}\n\n`)).toBe(lines.slice(80).join("\n"));
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits for a process to be gone; jest's own time limit is the limit. */
async function endOf(pid: number): Promise<void> {
  while (isRunning(pid)) await pause(20);
}
