import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address } from "../../kernel/addresses.js";
import { loadTslab } from "../../kernel/tslab.js";
import { eventually, pause, root, startKernel } from "./start-kernel.mjs";

const startUp = 60_000;

describe("the launcher", () => {
  const launcher = join(root, "kernel/launcher.js");

  test("refuses any other version of tslab, and says what to do", () => {
    expect(() => loadTslab("1.0.23")).toThrow(
      /repairs tslab 1\.0\.22 and found tslab 1\.0\.23: run "npm install/,
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

describe("over IPC", () => {
  test("the sockets are where Jupyter dials", () => {
    expect(address({ transport: "ipc", ip: "/tmp/kernel-ipc" }, 3)).toBe("ipc:///tmp/kernel-ipc-3");
    expect(address({ transport: "tcp", ip: "127.0.0.1" }, 3)).toBe("tcp://127.0.0.1:3");
  });

  test(
    "a kernel executes, is interrupted and shuts down",
    async () => {
      const kernel = await startKernel({ transport: "ipc" });
      try {
        expect((await kernel.execute("1 + 1")).results[0].data).toEqual({ "text/plain": "2" });
        const running = kernel.begin("await new Promise(() => {})");
        await pause(100);
        await kernel.request("interrupt_request", {}, "control");
        expect((await running.done).reply.ename).toBe("Interrupted");
        expect(await kernel.request("shutdown_request", { restart: true }, "control")).toEqual({
          status: "ok",
          restart: true,
        });
        expect(await kernel.exited).toBe(0);
      } finally {
        await kernel.stop();
      }
    },
    startUp,
  );
});

describe("the kernel's process", () => {
  test(
    "ends when asked to although timers of a cell go on",
    async () => {
      const kernel = await startKernel();
      await kernel.execute("setInterval(() => {}, 1000); undefined");
      await kernel.request("shutdown_request", { restart: false }, "control");
      expect(await kernel.exited).toBe(0);
      await kernel.stop();
    },
    startUp,
  );

  test(
    "ends when asked to although a cell keeps it busy",
    async () => {
      const kernel = await startKernel();
      void kernel.begin("while (true);");
      await pause(200);
      kernel.send("shutdown_request", { restart: false }, "control");
      expect(await kernel.exited).toBe("SIGKILL");
      await kernel.stop();
    },
    startUp,
  );

  test(
    "ends with the code that a cell asks for",
    async () => {
      const kernel = await startKernel();
      void kernel.begin("process.exit(3)");
      expect(await kernel.exited).toBe(3);
      await kernel.stop();
    },
    startUp,
  );

  test(
    "ends when its parent dies, even while a cell keeps it busy",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "parent-"));
      const script = join(folder, "parent.mjs");
      // A parent that starts a kernel, lets it loop, and tells its number.
      const client = JSON.stringify(join(root, "kernel/client.mjs"));
      writeFileSync(
        script,
        `import { KernelClient } from ${client};
         const kernel = await KernelClient.start({ root: ${JSON.stringify(root)}, stock: false });
         kernel.begin("while (true);");
         setTimeout(() => console.log(kernel.process.pid), 300);`,
      );
      const parent = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
      const [output] = (await once(parent.stdout, "data")) as [Buffer];
      const child = Number(output.toString());
      expect(isAlive(child)).toBe(true);
      parent.kill("SIGKILL");
      await eventually(() => !isAlive(child));
      rmSync(folder, { recursive: true });
    },
    startUp,
  );
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
