import { existsSync } from "node:fs";
import { join } from "node:path";
import { tryBackend } from "../native-backend/check.mjs";
import { readRecord } from "../native-backend/record.mjs";
import { removeStamp } from "../stamp.mjs";
import { markForSetUp } from "./set-up.mjs";

/**
 * Which backend the library will choose, tried out, and why it is not the native one.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @param {typeof tryBackend} [tryIt]
 * @returns {Promise<import("./finding.mjs").Finding>}
 */
export async function backend(root, env = process.env, tryIt = tryBackend) {
  const subject = "Backend";
  const tfjsNode = join(root, "node_modules/@tensorflow/tfjs-node");
  if (!existsSync(tfjsNode)) {
    return { state: "wrong", subject, found: "none is installed", cure: "`npm run setup` installs it" };
  }
  const forced = env["LINEAR_NETWORKS_BACKEND"];
  if (forced === "wasm" || forced === "cpu") {
    return {
      state: "remark",
      subject,
      found: `${forced === "wasm" ? "WebAssembly" : "plain JavaScript"}, because LINEAR_NETWORKS_BACKEND=${forced}`,
      cure: "leave LINEAR_NETWORKS_BACKEND unset for the fastest that works",
    };
  }
  const check = await tryIt(root);
  if (check.works) return { state: "ok", subject, found: `native TensorFlow ${check.tensorflow}` };
  const record = readRecord(root);
  // It worked when it was installed: the set-up is to install it again.
  const wasLost = record?.status === "native";
  if (wasLost) markForSetUp(tfjsNode, removeStamp);
  return {
    state: forced === "tensorflow" ? "wrong" : "remark",
    subject,
    found: `WebAssembly, slower than native TensorFlow: ${record?.reason ?? check.reason}`,
    cure: wasLost
      ? "`npm run setup` installs it again"
      : (record?.cure ?? "`npm run setup -- --retry-native`"),
  };
}
