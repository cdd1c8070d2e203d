import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./shared/digest.mjs";
import { Failure } from "./shared/failure.mjs";
import { checkBackend } from "./native-backend/check.mjs";
import { findCompilers } from "./native-backend/compilers.mjs";
import { tensorflowWheel, zigWheel } from "./native-backend/downloads.mjs";
import { installFromWheel } from "./native-backend/from-wheel.mjs";
import { removeFiles } from "./native-backend/place.mjs";
import { readRecord, writeRecord } from "./native-backend/record.mjs";
import { circumstances, obstacleTo } from "./native-backend/obstacle.mjs";
import { pythonSteps } from "./python-environment.mjs";
import { hasStamp, removeStamp, writeStamp } from "./stamp.mjs";

const again = "then `npm run setup -- --retry-native`";

/**
 * The native TensorFlow backend of tfjs-node. That it cannot be had is no failure of the set-up: it is recorded
 * with reason and cure, and tried again when something that it depends on has changed, or on demand.
 *
 * @param {object} options
 * @param {string} options.root the project's folder
 * @param {boolean} [options.retry] try again although nothing has changed; default false
 * @param {import("./native-backend/obstacle.mjs").Circumstances} [options.now] default: those of this process
 * @param {typeof installFromWheel} [options.install] how it is made
 * @returns {import("./step.mjs").Step}
 */
export function nativeBackend({ root, retry = false, now = circumstances(), install = installFromWheel }) {
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");

  const version = () => JSON.parse(readFileSync(join(tfjsNode, "package.json"), "utf8")).version;
  const nodeMajor = process.versions.node.split(".")[0];
  /** What an installed backend depends on. */
  const builtFrom = () => digestOf(version(), nodeMajor, now.platform, now.arch);
  /** What decides whether an attempt can succeed. */
  const attemptedWith = () =>
    digestOf(builtFrom(), now.glibc, tensorflowWheel.sha256, zigWheel.sha256, findCompilers());

  const installedFiles = () => {
    const inside = ["lib/napi-v8", "deps/lib"].filter((folder) => existsSync(join(tfjsNode, folder)));
    return inside.flatMap((folder) =>
      readdirSync(join(tfjsNode, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${folder}/${entry.name}`),
    );
  };

  /** @param {string} tensorflow */
  const succeed = (tensorflow) => {
    writeStamp(tfjsNode, builtFrom(), installedFiles());
    writeRecord(root, { status: "native", tensorflow, inputs: attemptedWith() });
    return `TensorFlow ${tensorflow}`;
  };

  /** @param {string} reason @param {string} cure */
  const giveUp = (reason, cure) => {
    removeFiles(tfjsNode);
    writeRecord(root, { status: "unavailable", reason, cure, inputs: attemptedWith() });
    return `not available: ${reason}. WebAssembly is used instead. What to do: ${cure}`;
  };

  return {
    name: "native TensorFlow backend",
    after: ["npm packages", ...pythonSteps],
    isDone: () => {
      if (now.forced === "wasm" || now.forced === "cpu") return true;
      if (hasStamp(tfjsNode, builtFrom())) return true;
      const record = readRecord(root);
      return !retry && record?.status === "unavailable" && record.inputs === attemptedWith();
    },
    async run(work) {
      removeStamp(tfjsNode);
      work.detail("trying what is there");
      const before = await checkBackend(work, root);
      if (before.works) return succeed(before.tensorflow);
      const obstacle = obstacleTo(now);
      if (obstacle) return giveUp(obstacle.reason, obstacle.cure);
      try {
        await install(work, root);
      } catch (error) {
        if (work.signal.aborted || (error instanceof Failure && error.interrupted)) throw error;
        const { message, cure } = failureOf(error);
        return giveUp(message, `${cure}, ${again}`);
      }
      work.detail("trying it with a small product");
      const check = await checkBackend(work, root);
      if (check.works) return succeed(check.tensorflow);
      return giveUp(check.reason, `the log .setup/logs/native-tensorflow-backend.log tells more; ${again}`);
    },
  };
}

/** @param {unknown} error @returns {{ message: string, cure: string }} */
function failureOf(error) {
  if (error instanceof Failure) return { message: error.message, cure: error.cure ?? "see the log" };
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === "ENOSPC") return { message: "the disk is full", cure: "free about 1.5 GB" };
  return { message: message ?? String(error), cure: "see .setup/logs" };
}
