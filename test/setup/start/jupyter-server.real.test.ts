import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

jest.setTimeout(60_000);

let program: ChildProcess;

/** Starts what `npm start` starts; returns the address that it prints. */
async function start(...options: string[]): Promise<URL> {
  program = spawn(process.execPath, [resolve("tools/start.mjs"), "--no-browser", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!program.stdout) throw new Error("no output");
  for await (const line of createInterface({ input: program.stdout })) {
    const address = /http:\S+token=\S+/.exec(line)?.[0];
    if (address) return new URL(address);
  }
  throw new Error("npm start printed no address");
}

/** Whether anyone listens there. */
const listens = (address: URL) =>
  new Promise<boolean>((tell) => {
    const socket = connect(Number(address.port), address.hostname);
    socket.on("connect", () => tell(true)).on("error", () => tell(false));
    socket.on("connect", () => socket.destroy());
  });

afterEach(() => program.kill("SIGKILL"));

test("JupyterLab answers at the printed address, asks others for the token, and stops cleanly", async () => {
  const address = await start();
  expect(address.hostname).toBe("127.0.0.1");
  expect(address.pathname).toBe("/lab/tree/notebooks/0-start-here.ipynb");
  expect((await fetch(address)).status).toBe(200);
  const kernels = new URL(`/api/kernelspecs${address.search}`, address);
  expect(await (await fetch(kernels)).json()).toMatchObject({ kernelspecs: { tslab: { name: "tslab" } } });
  expect((await fetch(new URL("/api/kernelspecs", address))).status).toBe(403);

  program.kill("SIGINT");
  expect(await once(program, "exit")).toEqual([0, null]);
  expect(await listens(address)).toBe(false);
});

test("listening on all addresses, as in a container, it prints one that a published port answers at", async () => {
  const address = await start("--ip", "0.0.0.0");
  expect(address.hostname).toBe("127.0.0.1");
  expect((await fetch(address)).status).toBe(200);
  const elsewhere = new URL(address);
  elsewhere.hostname = "127.0.0.2";
  expect(await listens(elsewhere)).toBe(true);
  expect((await fetch(new URL("/api/kernelspecs", elsewhere))).status).toBe(403);
});

test("when npm start is killed, no server is left behind", async () => {
  const address = await start();
  expect(await listens(address)).toBe(true);
  program.kill("SIGKILL");
  while (await listens(address)) await pause(50);
  expect(await listens(address)).toBe(false);
});
