"use strict";
// The kernel spec starts this file, which loads the kernel as it was compiled from kernel/src.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const compiled = join(__dirname, "dist/jupyter/launcher.js");

if (existsSync(compiled)) {
  require(compiled)
    .launch()
    .catch((/** @type {unknown} */ error) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    });
} else {
  console.error(`The kernel is not compiled: run "npm run build" in ${join(__dirname, "..")}.`);
  process.exit(1);
}
