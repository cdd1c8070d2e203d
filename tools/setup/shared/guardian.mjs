// Runs one program and ends it when the process that asked for it is gone, even by `kill -9`: then the channel
// between the two closes. It leads a process group of its own, which is ended as a whole.
// Called by run-program.mjs as: node guardian.mjs <grace in ms> <program> <arguments…>
import { spawn, spawnSync } from "node:child_process";

const [grace, program, ...programArguments] = process.argv.slice(2);
// Gone already: what it asked for is not wanted any more.
if (!process.connected) process.exit(1);

const child = spawn(program, programArguments, {
  stdio: ["ignore", "inherit", "inherit"],
  windowsHide: true,
});

function killGroup() {
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
  else process.kill(-process.pid, "SIGKILL");
}

function end() {
  if (Number(grace) === 0) killGroup();
  child.kill("SIGTERM");
  setTimeout(killGroup, Number(grace));
}

/** @param {object} message */
const report = (message) =>
  process.connected ? new Promise((sent) => process.send?.(message, sent)) : Promise.resolve();

process.on("disconnect", end);
process.on("message", end);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, end);

child.on("spawn", () => void report({ pid: child.pid }));
child.on("error", async (error) => {
  await report({ error: /** @type {NodeJS.ErrnoException} */ (error).code ?? error.message });
  process.exit(127);
});
child.on("exit", async (code, signal) => {
  await report({ code, signal });
  process.exit(code ?? 1);
});
