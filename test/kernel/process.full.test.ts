import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { busy, eventually, root, startKernel } from "./start-kernel.mjs";

const startUp = 60_000;

describe("the kernel's process", () => {
  test(
    "ends with the code that a cell asks for",
    async () => {
      const kernel = await startKernel();
      const { id, done } = kernel.begin("console.log('last words'); process.exit(3)");
      done.catch(() => {}); // no answer comes
      expect(await kernel.exited).toBe(3);
      await eventually(() => kernel.outputsOf(id).some(({ content }) => content.text === "last words\n"));
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
      const client = JSON.stringify(join(root, "tools/kernel/client.ts"));
      writeFileSync(
        script,
        `import { KernelClient } from ${client};
         const kernel = await KernelClient.start({ root: ${JSON.stringify(root)}, stock: false });
         kernel.begin("console.log('begun');" + ${JSON.stringify(busy)});
         await kernel.until(({ type }) => type === "stream");
         console.log(kernel.process.pid);`,
      );
      const parent = spawn(process.execPath, ["--import", "tsx", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
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
