import { join } from "node:path";
import { root, startKernel } from "./start-kernel.mjs";

/** Six at once, as on a busy machine. */
const rounds = 5;
const atOnce = 6;

test("kernels whose sockets are slow to open answer, every one of them", async () => {
  process.env["NODE_OPTIONS"] = `--require ${JSON.stringify(join(root, "test/kernel/delayed-binds.cjs"))}`;
  try {
    for (let round = 0; round < rounds; round++) {
      const transport = round % 2 === 0 ? "tcp" : "ipc";
      const started = Array.from({ length: atOnce }, async (_, index) => {
        const kernel = await startKernel({ transport });
        try {
          return (await kernel.execute(`${index} + 1`)).results[0].data?.["text/plain"];
        } finally {
          await kernel.stop();
        }
      });
      expect(await Promise.all(started)).toEqual(["1", "2", "3", "4", "5", "6"]);
    }
  } finally {
    delete process.env["NODE_OPTIONS"];
  }
}, 240_000);
