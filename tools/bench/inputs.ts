import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paths } from "../setup/shared/paths.mjs";
import type { Inputs } from "./their-side.ts";

const require = createRequire(import.meta.url);
const [n, d, q] = [60_000, 784, 10];

/**
 * What both sides read: the first weights as float32, and an order of the samples as uint32 for each round.
 *
 * @param rounds at most so many, beside the one that warms up
 */
export function writeInputs(rounds: number): Inputs & { remove: () => void } {
  const { random } = require(paths.lib) as typeof import("../../lib/src/index.js");
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const generator = random(0);
    const W = join(folder, "weights");
    writeFileSync(W, generator.normals(d * q, 0, 0.01));
    const orders = Array.from({ length: rounds + 1 }, (_, round) => {
      const file = join(folder, `order-${round}`);
      writeFileSync(file, generator.permutation(n));
      return file;
    });
    return { W, orders, batchSize: 256, learningRate: 0.1, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
