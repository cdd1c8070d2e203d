import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { readConnection } from "./connection";
import { Control } from "./control";
import { tslabVersion } from "./load-tslab";
import { restoreRemovedFunctions } from "./newer-node";

const usage = `The Jupyter kernel for TypeScript. Jupyter starts it; see kernel/README.md.

  node kernel/launcher.js --config-path <connection file>`;

/** Starts the kernel with the options of the command line. */
export async function launch() {
  const { values } = parseArgs({
    options: { "config-path": { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const file = values["config-path"];
  if (values.help || !file) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  tslabVersion();
  const connection = readConnection(file);
  // Each cell leaves some megabytes of the compiler's garbage, of which V8 would let hundreds accumulate.
  setFlagsFromString("--heap-growing-percent=30");
  // The thread starts while the server's modules are loaded.
  const control = new Control(connection);
  restoreRemovedFunctions();
  const { Server } = await import("./server.js");
  const { Kernel } = await import("./kernel.js");
  await new Kernel(new Server(connection, control), control).start();
}
