import http from "node:http";
import https from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { readJsonIfThere } from "../shared/files.mjs";

const millisecondsBetweenTries = 50;

/**
 * Waits until a server of Jupyter has written where it listens, and answers there.
 *
 * @param {string} file in which it writes where it listens
 * @param {object} options
 * @param {string} options.path what is opened there, as in lab/tree/notebook.ipynb
 * @param {string} options.ip the address that it was told to listen on
 * @param {AbortSignal} options.signal gives up
 * @param {number} [options.patience] milliseconds; default 20 s
 * @param {() => void} [options.onSilence] called once, where it has not written where it listens for so long
 * @returns {Promise<{ address: string, hasAnswered: boolean }>} an address that has not answered for so long is
 *   returned all the same: a proxy, or certificates that only a browser holds, may be the reason
 */
export async function addressOf(file, { path, ip, signal, patience = 20_000, onSilence }) {
  let since = performance.now();
  let address = readAddress(file, path, ip);
  for (; address === undefined; address = readAddress(file, path, ip)) {
    if (performance.now() - since > patience) {
      onSilence?.();
      onSilence = undefined;
    }
    await pause(millisecondsBetweenTries, undefined, { signal });
  }
  since = performance.now();
  do {
    if (await answers(address, signal)) return { address, hasAnswered: true };
    await pause(millisecondsBetweenTries, undefined, { signal });
  } while (performance.now() - since < patience);
  return { address, hasAnswered: false };
}

/** @param {string} file @param {string} path @param {string} ip @returns {string | undefined} */
function readAddress(file, path, ip) {
  const { url, token } = readJsonIfThere(file) ?? {};
  // Not written yet, or written in part.
  if (!URL.canParse(path, url)) return undefined;
  const address = new URL(path, url);
  // Jupyter would tell the machine's name, which in a container nobody else knows.
  if (["0.0.0.0", "::"].includes(ip)) address.hostname = "127.0.0.1";
  if (token) address.searchParams.set("token", token);
  return address.href;
}

/**
 * Whether there is an answer. An agent of its own goes through no proxy; a self-signed certificate will do.
 *
 * @param {string} address
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>}
 */
function answers(address, signal) {
  const { get, Agent } = address.startsWith("https:") ? https : http;
  return new Promise((resolve) => {
    const options = { agent: new Agent(), rejectUnauthorized: false, signal, timeout: 5_000 };
    const request = get(address, options, (answer) => {
      answer.destroy();
      resolve((answer.statusCode ?? 500) < 400);
    });
    request.on("timeout", () => request.destroy()).on("error", () => resolve(false));
  });
}
