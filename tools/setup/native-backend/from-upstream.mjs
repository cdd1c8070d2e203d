import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "../shared/failure.mjs";

const patienceMilliseconds = 8_000;

/**
 * The native backend by tfjs-node's own install script, which downloads TensorFlow's library and a binding, if
 * the host that it downloads from answers.
 *
 * @param {import("../step.mjs").Work} work
 * @param {string} root the project's folder
 * @throws {Failure} if the host does not answer, or the script fails
 */
export async function installFromUpstream(work, root) {
  const host =
    process.env["TFJS_NODE_CDN_STORAGE"] ?? process.env["CDN_STORAGE"] ?? "https://storage.googleapis.com/";
  const script = join(root, "node_modules/@tensorflow/tfjs-node/scripts/install.js");
  work.detail(`asking ${host}`);
  if (!existsSync(script)) throw new Failure("tfjs-node has no install script", { log: work.log });
  await demandAnswer(work, host);
  work.detail("tfjs-node's own installer downloads TensorFlow");
  await work.run("tfjs-node's own installer failed", [process.execPath, script, "cpu", "download"], {
    cwd: join(root, "node_modules/@tensorflow/tfjs-node"),
    env: {
      ...process.env,
      PATH: [join(root, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter),
    },
  });
}

/** @param {import("../step.mjs").Work} work @param {string} host */
async function demandAnswer(work, host) {
  // Node's fetch knows no proxies, the installer does.
  if (process.env["HTTPS_PROXY"] ?? process.env["https_proxy"]) return;
  try {
    const signal = AbortSignal.any([work.signal, AbortSignal.timeout(patienceMilliseconds)]);
    const answer = await fetch(host, { method: "HEAD", signal });
    work.note(`${host} answers with status ${answer.status}`);
  } catch (error) {
    work.note(`${host} does not answer: ${error}`);
    throw new Failure(`the host that tfjs-node downloads from does not answer (${host})`, {
      cure: "connect to a network that reaches it, or name a mirror in TFJS_NODE_CDN_STORAGE",
      log: work.log,
      cause: error,
    });
  }
}
