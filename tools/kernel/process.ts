import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { address, type Connection } from "../../kernel/src/jupyter/connection.ts";
import { kernelSpec } from "../setup/kernel-spec.mjs";
import { freePorts } from "./free-ports.ts";

export interface KernelProcessOptions {
  /** The project's top folder. */
  root: string;
  /** Whether stock tslab is started. */
  stock?: boolean;
  /** How another kernel is started, as in a kernel spec. */
  argv?: string[];
  /** The kernel's folder; default: the current one. */
  cwd?: string;
  /** Default: tcp. */
  transport?: "tcp" | "ipc";
}

/**
 * Starts a kernel as Jupyter does.
 *
 * @param folder a temporary one
 * @param key what messages are signed with
 */
export async function startKernelProcess(
  { root, stock, argv, cwd, transport = "tcp" }: KernelProcessOptions,
  folder: string,
  key: string,
) {
  const isIpc = transport === "ipc";
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = isIpc
    ? [1, 2, 3, 4, 5]
    : await freePorts(5);
  const ip = isIpc ? join(folder, "ipc") : "127.0.0.1";
  const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
  const connection: Connection = { transport, ip, key, ...ports };
  const file = join(folder, "connection.json");
  const rest = { signature_scheme: "hmac-sha256", kernel_name: "tslab" };
  writeFileSync(file, JSON.stringify({ ...connection, ...rest }));
  const spec = kernelSpec({ node: process.execPath, root, stock });
  const [program, ...given] = argv ?? spec.argv;
  const env = { ...process.env, ...(argv ? {} : spec.env), JPY_PARENT_PID: String(process.pid) };
  return {
    process: spawn(
      program,
      given.map((argument) => (argument === "{connection_file}" ? file : argument)),
      { cwd, env, stdio: ["ignore", "ignore", "pipe"] },
    ),
    addresses: {
      shell: address(connection, shell_port),
      iopub: address(connection, iopub_port),
      control: address(connection, control_port),
    },
  };
}
