import { writeSync } from "node:fs";

/** Writes a line into the log of the Jupyter server, which shows a kernel's stderr. */
export function logToServer(text: string) {
  try {
    writeSync(2, `[tslab kernel] ${text}\n`);
  } catch {
    // The server has closed the pipe.
  }
}
