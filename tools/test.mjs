import { runCommand } from "./setup/shared/run-command.mjs";

const hasRun = await runCommand("npm test", import.meta.url, "./test/command.ts");
// The last line says how many tests passed, whatever happened.
if (!hasRun) console.log("\n0 passed, 1 failed");
