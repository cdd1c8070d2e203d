import { join } from "node:path";
import { storage } from "../../../lib/src/platform";
import { decoders, images } from "../../../lib/src/platform/node/images";
import { held } from "../../data/held";

// The worker threads run lib/dist, which `npm run build` makes.
const task = {
  folder: join(storage.dataFolder(), "class-folders", "fashion-mnist-sample"),
  files: ["bag/0018.png"],
  decode: { size: 28, invert: false, background: 0 },
};

describe("a worker thread that ends is an error and not a hang:", () => {
  test("during its work", async () => {
    const pool = decoders(2, join(__dirname, "fixtures", "ends-worker.js"));
    await expect(Promise.all([pool.run(task), pool.run(task), pool.run(task)])).rejects.toThrow(
      /exited with code: 3/,
    );
    await pool.close();
  });

  test("because there is no such module", async () => {
    const pool = decoders(1, join(__dirname, "nothing.js"));
    await expect(pool.run(task)).rejects.toThrow(/nothing\.js|ended|exited/);
    await pool.close();
  });
});

test("a thread goes on with its next tasks while the main thread trains", async () => {
  const pool = decoders(1, join(__dirname, "fixtures", "counts-tasks.js"));
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const counted = { ...task, begun };
  await pool.run(counted);
  const runs = Array.from({ length: images.tasksPerThread }, () => pool.run(counted));
  // Blocks this thread, so that it hands out no task meanwhile.
  for (let seen = 1; seen < 1 + images.tasksPerThread; seen = Atomics.load(begun, 0)) {
    if (Atomics.wait(begun, 0, seen, 10_000) === "timed-out") break;
  }
  expect(begun[0]).toBe(1 + images.tasksPerThread);
  await Promise.all(runs);
  await pool.close();
});

test("a pool lets go of the images it has decoded while it lives on", async () => {
  const pool = decoders(1);
  const results: WeakRef<object>[] = [];
  for (let i = 0; i < 20; i++) results.push(new WeakRef(await pool.run(task)));
  // The last one may still lie in a register of this function.
  expect(await held(results)).toBeLessThanOrEqual(1);
  await pool.close();
});

test("a pool whose thread has ended refuses further tasks at once", async () => {
  const pool = decoders(1, join(__dirname, "fixtures", "ends-worker.js"));
  await expect(pool.run(task)).rejects.toThrow(/exited with code: 3/);
  await expect(pool.run(task)).rejects.toThrow(/exited with code: 3/);
  await pool.close();
});
