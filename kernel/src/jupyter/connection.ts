import { readFileSync } from "node:fs";

/** Jupyter's connection file: where the kernel's sockets are, and the key that messages are signed with. */
export interface Connection {
  transport: string;
  ip: string;
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

const ports = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/**
 * Reads a connection file.
 *
 * @throws {Error} where there is none, or it lacks something
 */
export function readConnection(file: string): Connection {
  const found = JSON.parse(readFileSync(file, "utf8")) as Partial<Connection>;
  const missing = (["transport", "ip", "key", ...ports] as const).filter((name) => found[name] === undefined);
  if (missing.length === 0) return found as Connection;
  throw new Error(
    `A connection file must have ${missing.join(", ")}, which ${file} lacks: let Jupyter start the kernel, which writes the file.`,
  );
}

/** The ZeroMQ address of one of the sockets. Over IPC, Jupyter names the socket's file with a dash. */
export function address({ transport, ip }: Pick<Connection, "transport" | "ip">, port: number): string {
  return transport === "ipc" ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`;
}
