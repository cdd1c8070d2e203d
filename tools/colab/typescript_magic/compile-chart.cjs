"use strict";
// Reads a Vega-Lite chart from standard input and writes it compiled for Vega.
// Called as: node compile-chart.cjs <the project's folder>
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const fromProject = createRequire(join(process.argv[2], "lib", "package.json"));
const { compile } = fromProject("vega-lite");
const { spec } = compile(JSON.parse(readFileSync(0, "utf8")));
process.stdout.write(JSON.stringify(spec));
