import { runCommand } from "./setup/shared/run-command.mjs";

await runCommand("npm run lint", import.meta.url, "./lint/command.ts");
