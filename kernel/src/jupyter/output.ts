import { StringDecoder } from "node:string_decoder";
import type { Runs } from "../language/runs";
import type { DisplayMessage } from "../language/tslab";

/**
 * Sends printed text to the cell that caused it, however late it is printed.
 *
 * @returns a function that shows something in the cell that calls it
 */
export function routeOutput(runs: Runs): (message: DisplayMessage, update: boolean) => void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = process[name];
    const write = stream.write.bind(stream) as (...passed: unknown[]) => boolean;
    const decoder = new StringDecoder("utf8");
    const routed = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
      const run = runs.current;
      if (!run) return write(chunk, encoding, callback);
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      if (text) run.publish("stream", { name, text });
      const written = typeof encoding === "function" ? encoding : callback;
      if (typeof written === "function") process.nextTick(written);
      return true;
    };
    stream.write = routed;
  }
  return (message, update) => {
    const run = runs.current;
    if (!run) throw new Error("Nothing can be displayed before the first cell has started.");
    run.publish(update ? "update_display_data" : "display_data", { ...message });
  };
}
