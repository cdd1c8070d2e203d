import { AsyncLocalStorage } from "node:async_hooks";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setImmediate as eventLoop } from "node:timers/promises";
import util, { promisify } from "node:util";
import type { Interrupts, Machine } from "../platform";

export const interrupts: Interrupts = {
  turn: () => eventLoop(),
  listen(hear) {
    if (!process.listeners("SIGINT").includes(hear)) process.on("SIGINT", hear);
  },
  unlisten: (hear) => void process.off("SIGINT", hear),
  heardByOthers: (hear) => process.listeners("SIGINT").some((listener) => listener !== hear),
  endProcess: () => void process.kill(process.pid, "SIGINT"),
};

export const machine: Machine = {
  memory: () => process.memoryUsage.rss(),
  onUnhandledRejection(listener) {
    // Where nobody listens Node ends the process, and a listener here would prevent that.
    if (process.listenerCount("unhandledRejection") > 0) process.on("unhandledRejection", listener);
  },
  asyncContext: () => new AsyncLocalStorage(),
  loadTensorFlow() {
    // Read by the native code when it is loaded: no log lines below errors, and one thread per operation, which
    // is faster for the small operations of a linear model than handing them around.
    process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
    process.env["TF_NUM_INTRAOP_THREADS"] ??= "1";
    // tfjs-node calls two functions that Node 23 removed and that Node 22 warns of.
    const legacy = util as { isNullOrUndefined?: unknown; isArray?: unknown };
    legacy.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
    legacy.isArray = Array.isArray;
    // Loaded here and nowhere else, since it throws where the binding is missing.
    // oxlint-disable-next-line typescript/no-require-imports
    const { version } = require("@tensorflow/tfjs-node") as { version: { "tfjs-node": string } };
    return version["tfjs-node"];
  },
  loadWasm() {
    // oxlint-disable-next-line typescript/no-require-imports
    return (require("@tensorflow/tfjs-backend-wasm") as { version_wasm: string }).version_wasm;
  },
  async checkSetup() {
    const script = resolve(__dirname, "..", "..", "..", "..", "tools", "setup.mjs");
    if (!existsSync(script)) {
      throw new Error("doctor: tools/setup.mjs is not there. Use the library from a clone of the project.");
    }
    const { stdout } = await promisify(execFile)(process.execPath, [script, "--check", "--quick"]).catch(
      (error: Error & { code?: unknown; stdout: string }) => {
        // An exit code is a finding, told in the lines; anything else is a check that could not run.
        if (typeof error.code === "number") return error;
        throw error;
      },
    );
    return stdout.trimEnd();
  },
};
