import * as tf from "@tensorflow/tfjs";
import type * as Backend from "../../lib/src/base/backend";

const forced = process.env["LINEAR_NETWORKS_BACKEND"];

let useBackend: typeof Backend.useBackend;
/** How plain JavaScript multiplies matrices. */
const cpuKernels = tf.getKernel("BatchMatMul", "cpu");

/** Loads the module afresh, as in a process where tfjs-node's binding was never built. */
beforeEach(() => {
  jest.isolateModules(() => {
    jest.doMock("@tensorflow/tfjs", () => tf);
    jest.doMock("@tensorflow/tfjs-core", () => tf);
    jest.doMock("@tensorflow/tfjs-node", () => {
      throw new Error(
        "The Node.js native addon module (tfjs_binding.node) can not be found at path: …\nmore",
      );
    });
    // oxlint-disable-next-line typescript/no-require-imports
    useBackend = (require("../../lib/src/base/backend") as typeof Backend).useBackend;
  });
});

afterEach(() => {
  if (forced === undefined) delete process.env["LINEAR_NETWORKS_BACKEND"];
  else process.env["LINEAR_NETWORKS_BACKEND"] = forced;
});

test("without the native binding the library takes WebAssembly, says why, and what to do", async () => {
  delete process.env["LINEAR_NETWORKS_BACKEND"];
  const backend = await useBackend();
  expect(backend.name).toBe("wasm");
  expect(backend.reason).toMatch(/native TensorFlow does not load: The Node\.js native addon module/);
  expect(backend.cure).toMatch(/npm run setup/);
});

test("without the native binding, asking for it by name fails with the reason and the cure", async () => {
  await expect(useBackend({ backend: "tensorflow" })).rejects.toThrow(
    /tensorflow was asked for and does not work: The Node\.js native addon.*npm run setup/,
  );
});

test("an unknown LINEAR_NETWORKS_BACKEND is refused, not ignored", async () => {
  process.env["LINEAR_NETWORKS_BACKEND"] = "cuda";
  await expect(useBackend()).rejects.toThrow(/must be one of tensorflow, wasm, cpu, got "cuda"/);
});

test("where another backend does not work, the one in use stays", async () => {
  const { name } = await useBackend({ backend: "wasm" });
  const matMul = jest.spyOn(cpuKernels, "kernelFunc").mockImplementation(() => {
    throw new Error("no product");
  });
  await expect(useBackend({ backend: "cpu" })).rejects.toThrow(
    /cpu was asked for and does not work: no product/,
  );
  matMul.mockRestore();
  expect([tf.getBackend(), (await useBackend()).name]).toEqual([name, name]);
});
