import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { KernelClient } from "../../tools/kernel/client.ts";
import { address } from "../../kernel/src/jupyter/connection";
import { tslabVersion } from "../../kernel/src/jupyter/load-tslab";
import { beginEndless, root, startKernel } from "./start-kernel.mjs";

const startUp = 60_000;

describe("the launcher", () => {
  const launcher = join(root, "kernel/launcher.js");

  test("refuses any other version of tslab, and says what to do", () => {
    expect(() => tslabVersion("1.0.23")).toThrow(
      /built around tslab 1\.0\.22 and found tslab 1\.0\.23: run "npm install/,
    );
  });

  test("explains itself", () => {
    const { status, stdout } = spawnSync(process.execPath, [launcher, "--help"], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, expect.stringContaining("--config-path <connection file>")]);
  });

  test("fails without a connection file, and with one that is not there", () => {
    const without = spawnSync(process.execPath, [launcher], { encoding: "utf8" });
    const missing = spawnSync(process.execPath, [launcher, "--config-path", "/not/there"], {
      encoding: "utf8",
    });
    expect([without.status, missing.status]).toEqual([2, 1]);
    expect(missing.stderr).toContain("ENOENT");
  });
});

test("the sockets are where Jupyter connects", () => {
  expect(address({ transport: "ipc", ip: "/tmp/kernel-ipc" }, 3)).toBe("ipc:///tmp/kernel-ipc-3");
  expect(address({ transport: "tcp", ip: "127.0.0.1" }, 3)).toBe("tcp://127.0.0.1:3");
});

describe("a kernel over IPC that is asked before its sockets are ready", () => {
  let kernel: KernelClient;
  let early: Promise<{ status?: string }>[];
  beforeAll(async () => {
    process.env["NODE_OPTIONS"] = `--require ${JSON.stringify(join(root, "test/kernel/slow-sockets.cjs"))}`;
    kernel = await startKernel({
      transport: "ipc",
      whileStarting: (client) => {
        early = (["shell", "control"] as const).map((channel) =>
          client.request("kernel_info_request", {}, channel),
        );
      },
    });
  }, startUp);
  afterAll(() => {
    delete process.env["NODE_OPTIONS"];
    return kernel?.stop();
  });

  test("answers what it was asked, on either channel", async () => {
    expect((await Promise.all(early)).map(({ status }) => status)).toEqual(["ok", "ok"]);
  });

  test("executes, and is interrupted", async () => {
    expect((await kernel.execute("1 + 1")).results[0].data).toEqual({ "text/plain": "2" });
    const running = await beginEndless(kernel);
    await kernel.request("interrupt_request", {}, "control");
    expect((await running.done).reply.ename).toBe("Interrupted");
  });

  test("ends when asked to although timers of a cell go on", async () => {
    await kernel.execute("setInterval(() => {}, 1000); undefined");
    expect(await kernel.request("shutdown_request", { restart: true }, "control")).toEqual({
      status: "ok",
      restart: true,
    });
    expect(await kernel.exited).toBe(0);
  });
});
