import { runCommand } from "./setup/shared/run-command.mjs";

await runCommand("npm run bench", import.meta.url, "./bench/command.ts");
