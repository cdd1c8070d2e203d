import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { nativeBackend } from "../../tools/setup/native-backend.mjs";
import { Failure } from "../../tools/setup/shared/failure.mjs";
import { readRecord } from "../../tools/setup/native-backend/record.mjs";
import { Work } from "../../tools/setup/step.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

const binding = "node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node";
const debian = { forced: undefined, platform: "linux", arch: "x64", glibc: "2.36" };

/** Stands for tfjs-node: it loads if its binding is there, and multiplies as the binding says. */
const tfjsNode = `
  const product = require("node:fs").readFileSync(__dirname + "/lib/napi-v8/tfjs_binding.node", "utf8");
  module.exports = {
    tensor2d: () => {},
    matMul: () => ({ dataSync: () => product.split(",") }),
    getBackend: () => "tensorflow",
    backend: () => ({ binding: { TF_Version: "2.15.1" } }),
  };`;

let root: string;
let attempts: number;
let attempt: () => void;
beforeEach(() => {
  root = temporaryFolder();
  attempts = 0;
  attempt = () => writeFiles(root, { [binding]: "19,22,43,50" });
  writeFiles(root, {
    "node_modules/@tensorflow/tfjs-node/package.json": '{"version":"4.22.0","main":"index.js"}',
    "node_modules/@tensorflow/tfjs-node/index.js": tfjsNode,
  });
});

function step(options: { now?: typeof debian | Record<string, undefined | string>; retry?: boolean } = {}) {
  const install = () => {
    attempts += 1;
    return Promise.resolve().then(attempt);
  };
  return nativeBackend({
    root,
    retry: options.retry,
    now: { ...debian, ...options.now },
    install,
  });
}

function run(options?: Parameters<typeof step>[0]) {
  const signal = new AbortController().signal;
  return step(options).run(new Work({ log: join(root, ".setup/log"), detail: () => {}, signal }));
}

test("a backend that works already is left alone", async () => {
  writeFiles(root, { [binding]: "19,22,43,50" });
  expect(await run()).toBe("TensorFlow 2.15.1");
  expect(attempts).toBe(0);
  expect(await step().isDone()).toBe(true);
});

test("one that is missing is made where it can be, tried, and recorded", async () => {
  expect(await run()).toBe("TensorFlow 2.15.1");
  expect(attempts).toBe(1);
  expect(readRecord(root)).toMatchObject({ status: "native", tensorflow: "2.15.1" });
  rmSync(join(root, binding));
  expect(await run({ now: { platform: "darwin" } })).toMatch(/^not available: it is made for Linux on x64/);
  expect(attempts).toBe(1);
});

test("one whose files are gone is not taken for installed", async () => {
  await run();
  rmSync(join(root, binding));
  expect(await step().isDone()).toBe(false);
});

test("one that computes wrongly is taken away, with the reason", async () => {
  attempt = () => writeFiles(root, { [binding]: "1,2,3,4" });
  expect(await run()).toMatch(/^not available: it does not load: .*multiplies matrices wrongly/);
  expect(existsSync(join(root, binding))).toBe(false);
});

test("one that cannot be had is no failure: reason and cure are told and recorded", async () => {
  attempt = () => {
    throw new Failure("there is no network", { cure: "connect" });
  };
  expect(await run()).toBe(
    "not available: there is no network. WebAssembly is used instead. " +
      "What to do: connect, then `npm run setup -- --retry-native`",
  );
  expect(readRecord(root)).toMatchObject({
    status: "unavailable",
    reason: "there is no network",
    cure: "connect, then `npm run setup -- --retry-native`",
  });
});

test("it is tried again on demand and when something that matters has changed, not at each start", async () => {
  attempt = () => {
    throw new Failure("there is no network", { cure: "connect" });
  };
  await run();
  expect(await step().isDone()).toBe(true);
  expect(await step({ retry: true }).isDone()).toBe(false);
  expect(await step({ now: { glibc: "2.41" } }).isDone()).toBe(false);
});

test("an interruption is not recorded as a failure", async () => {
  attempt = () => {
    throw new Failure("interrupted", { interrupted: true });
  };
  await expect(run()).rejects.toMatchObject({ interrupted: true });
  expect(readRecord(root)).toBeUndefined();
});

test("a full disk is named", async () => {
  attempt = () => {
    throw Object.assign(new Error("write"), { code: "ENOSPC" });
  };
  expect(await run()).toContain("the disk is full");
});

test("where another backend is asked for nothing is done", async () => {
  expect(await step({ now: { forced: "wasm" } }).isDone()).toBe(true);
  expect(readFileSync(join(root, "node_modules/@tensorflow/tfjs-node/index.js"), "utf8")).toBe(tfjsNode);
});
