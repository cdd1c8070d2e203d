import { kernel } from "./shared-kernel.mjs";
import { beginEndless, busy } from "./start-kernel.mjs";

test("the kernel ends when asked to, even while a cell keeps it busy", async () => {
  await beginEndless(kernel, busy);
  kernel.send("shutdown_request", { restart: false }, "control");
  expect(await kernel.exited).toBe("SIGKILL");
});
