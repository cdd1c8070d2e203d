import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "./free-ports.mjs";
import { kernelSpec } from "./kernel-spec.mjs";

/**
 * @typedef {object} KernelProcessOptions
 * @property {string} root the project's top folder
 * @property {boolean} [stock] whether stock tslab is started
 * @property {string[]} [argv] how another kernel is started, as in a kernel spec
 * @property {string} [node] default: the running one
 * @property {string} [cwd] the kernel's folder; default: the current one
 * @property {"tcp" | "ipc"} [transport] default: tcp
 */

/**
 * Starts a kernel as Jupyter does.
 *
 * @param {KernelProcessOptions & { folder: string, key: string }} options folder: a temporary one; key: what
 *   messages are signed with
 */
export async function startKernelProcess({
  root,
  stock,
  argv,
  node = process.execPath,
  cwd,
  transport = "tcp",
  folder,
  key,
}) {
  const [shell, iopub, stdin, control, heartbeat] =
    transport === "ipc" ? [1, 2, 3, 4, 5] : await freePorts(5);
  const connection = {
    ...{ shell_port: shell, iopub_port: iopub, stdin_port: stdin, control_port: control, hb_port: heartbeat },
    ...{ transport, ip: transport === "ipc" ? join(folder, "ipc") : "127.0.0.1" },
    ...{ key, signature_scheme: "hmac-sha256", kernel_name: "tslab" },
  };
  const file = join(folder, "connection.json");
  writeFileSync(file, JSON.stringify(connection));
  const spec = kernelSpec({ node, root, stock });
  const [program, ...given] = argv ?? spec.argv;
  const started = spawn(
    program,
    given.map((argument) => (argument === "{connection_file}" ? file : argument)),
    {
      cwd,
      env: { ...process.env, ...(argv ? {} : spec.env), JPY_PARENT_PID: String(process.pid) },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const addressOf = (/** @type {number} */ port) =>
    transport === "ipc" ? `ipc://${connection.ip}-${port}` : `tcp://${connection.ip}:${port}`;
  return {
    process: started,
    addresses: { shell: addressOf(shell), iopub: addressOf(iopub), control: addressOf(control) },
  };
}
