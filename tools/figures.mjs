import { runCommand } from "./setup/shared/run-command.mjs";

await runCommand("node tools/figures.mjs", import.meta.url, "./figures/command.ts");
