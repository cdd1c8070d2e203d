/* global beforeAll, afterAll */
import { startKernel } from "./start-kernel.mjs";

/**
 * The kernel of all tests that one-kernel.test.ts imports: starting one takes as long as dozens of cells.
 *
 * @type {import("../../tools/kernel/client.ts").KernelClient}
 */
export let kernel;

beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel?.stop());
