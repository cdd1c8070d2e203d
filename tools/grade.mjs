import { runCommand } from "./setup/shared/run-command.mjs";

await runCommand("npm run grade", import.meta.url, "./grade/command.ts");
