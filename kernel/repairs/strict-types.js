"use strict";
// Repairs: cells are type-checked without `strict`, and a tsconfig.json is not read
// (https://github.com/yunabe/tslab/issues/63). Cells get `strict`, as the rest of the project has.

/** @type {import("../types").Repair} */
module.exports = function strictTypes({ compiler }) {
  // tslab switches implicit "use strict" off, which alwaysStrict contradicts; what a cell does stays the same.
  // Otherwise the types of every package with @types would be there as globals, those of test runners too.
  Object.assign(compiler.options, { strict: true, alwaysStrict: false, types: ["node"] });
};
