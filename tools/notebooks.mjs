import { runCommand } from "./setup/shared/run-command.mjs";

await runCommand("npm run notebooks", import.meta.url, "./notebooks/command.ts");
