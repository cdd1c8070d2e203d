import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./shared/failure.mjs";
import { digestOf, readJson } from "./shared/files.mjs";
import { systemFailure } from "./diagnose.mjs";
import { findCompilers } from "./native-backend/compile-binding.mjs";
import { installFromWheel, removeFiles } from "./native-backend/from-wheel.mjs";
import { circumstances, obstacleTo } from "./native-backend/obstacle.mjs";
import { readRecord, tryBackend, writeRecord } from "./native-backend/record.mjs";
import { tensorflowWheel, zigWheel } from "./native-backend/wheels.mjs";
import { pythonSteps } from "./python-environment.mjs";
import { hasStamp, removeStamp, writeStamp } from "./stamp.mjs";

const again = "then `npm run setup -- --retry-native`";

/**
 * The native TensorFlow backend of tfjs-node. The set-up does not fail where it is unavailable: that is recorded
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
  const nodeMajor = process.versions.node.split(".")[0];
  /** What an installed backend depends on. */
  const builtFrom = () =>
    digestOf(readJson(join(tfjsNode, "package.json")).version, nodeMajor, now.platform, now.arch);
  /** What decides whether an attempt can succeed. */
  const attemptedWith = () =>
    digestOf(builtFrom(), now.glibc, tensorflowWheel.sha256, zigWheel.sha256, findCompilers());

  const installedFiles = () =>
    ["lib/napi-v8", "deps/lib"]
      .filter((folder) => existsSync(join(tfjsNode, folder)))
      .flatMap((folder) => readdirSync(join(tfjsNode, folder)).map((name) => `${folder}/${name}`));

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
      const tried = () => tryBackend(root, (command) => work.try(command));
      removeStamp(tfjsNode);
      work.detail("trying what is there");
      const before = await tried();
      if (before.works) return succeed(before.tensorflow);
      const obstacle = obstacleTo(now);
      if (obstacle) return giveUp(obstacle.reason, obstacle.cure);
      try {
        await install(work, root);
      } catch (error) {
        const failure = systemFailure(error, "installing it");
        if (work.signal.aborted || (failure instanceof Failure && failure.interrupted)) throw error;
        const { message, cure = "see .setup/logs" } = /** @type {Failure} */ (failure);
        return giveUp(message, `${cure}, ${again}`);
      }
      work.detail("trying it with a small product");
      const after = await tried();
      if (after.works) return succeed(after.tensorflow);
      return giveUp(after.reason, `the log .setup/logs/native-tensorflow-backend.log tells more; ${again}`);
    },
  };
}
