"use strict";
const { readFileSync } = require("node:fs");
const { parseArgs } = require("node:util");

const usage = `Starts tslab 1.0.22, repaired in memory, as a Jupyter kernel. Jupyter calls it; see kernel/README.md.

  node kernel/launcher.js --config-path <connection file>`;

function main() {
  const { values } = parseArgs({
    options: { "config-path": { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const configPath = values["config-path"];
  if (values.help || !configPath) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  start(configPath);
}

/** @param {string} configPath Jupyter's connection file */
function start(configPath) {
  const { Control } = require("./control.js");
  const { loadTslab } = require("./tslab.js");
  // The thread gets ready while tslab is loaded, which takes much longer.
  const control = new Control(JSON.parse(readFileSync(configPath, "utf8")));
  const tslab = loadTslab();
  const { CellRegistry } = require("./cells.js");
  const { Compiler } = require("./compiler.js");
  const { repairs } = require("./repairs.js");
  const { Runs } = require("./runs.js");
  const kernel = /** @type {import("./types").Kernel} */ (
    /** @type {Partial<import("./types").Kernel>} */ ({
      tslab,
      control,
      cells: new CellRegistry(),
      runs: new Runs(),
      compiler: new Compiler(tslab),
      answers: new Map(),
      notices: [],
      runtime: /** @type {import("./types").Runtime} */ ({}),
    })
  ); // the repairs add the functions
  for (const repair of repairs) repair(kernel);
  tslab.main.startKernel({ configPath, enableFindLocal: false });
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
