import { readFileSync } from "node:fs";

/** Jupyter's connection file: the addresses of the kernel's sockets, and the key with which messages are signed. */
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
 * @throws {Error} if there is none, or if it is incomplete
 */
export function readConnection(file: string): Connection {
  const found = JSON.parse(readFileSync(file, "utf8")) as Partial<Connection>;
  const missing = (["transport", "ip", "key", ...ports] as const).filter((name) => found[name] === undefined);
  if (missing.length === 0) return found as Connection;
  throw new Error(
    `A connection file must have ${missing.join(", ")}, but ${file} does not: let Jupyter start the kernel, so that it writes the file.`,
  );
}

/** The ZeroMQ address of one of the sockets. Over IPC, the name of the socket's file ends with a dash and the port. */
export function address({ transport, ip }: Pick<Connection, "transport" | "ip">, port: number): string {
  return transport === "ipc" ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`;
}
