import { runCommand } from "./setup/shared/run-command.mjs";

await runCommand("npm run site", import.meta.url, "./site/command.ts");
