"use strict";
const { createRequire } = require("node:module");

/** The only version whose inside the repairs know. */
const supported = "1.0.22";

/**
 * Loads tslab with a TypeScript whose functions can be replaced.
 *
 * @param {string} [version] the version found, for tests
 * @returns {import("./types").Tslab}
 * @throws {Error} for any version but 1.0.22
 */
function loadTslab(version = require("tslab/package.json").version) {
  if (version !== supported) {
    throw new Error(
      `kernel/launcher.js repairs tslab ${supported} and found tslab ${version}: ` +
        `run "npm install --save-exact tslab@${supported}", or register the stock kernel with "npx tslab install".`,
    );
  }
  const ts = replaceableTypeScript();
  return {
    version,
    ts,
    converter: require("tslab/dist/converter.js"),
    executor: /** @type {import("./types").Tslab["executor"]} */ (require("tslab/dist/executor.js")),
    jupyter: /** @type {import("./types").Tslab["jupyter"]} */ (
      /** @type {unknown} */ (require("tslab/dist/jupyter.js"))
    ),
    main: require("tslab/dist/main.js"),
    inspect: /** @type {import("./types").Tslab["inspect"]} */ (
      /** @type {unknown} */ (require("tslab/dist/inspect.js"))
    ),
  };
}

/**
 * TypeScript's exports are getters that cannot be redefined. tslab copies them when it is loaded, so a copy
 * with plain properties, put into the module cache before, is what tslab sees.
 *
 * @returns {import("./types").TypeScript}
 */
function replaceableTypeScript() {
  const requireFromTslab = createRequire(require.resolve("tslab/package.json"));
  const path = requireFromTslab.resolve("@tslab/typescript-for-tslab");
  const original = requireFromTslab(path);
  const copy = Object.fromEntries(Object.keys(original).map((name) => [name, original[name]]));
  const cached = require.cache[path];
  if (!cached) throw new Error(`${path} was loaded but is not in the module cache.`);
  cached.exports = copy;
  return /** @type {import("./types").TypeScript} */ (/** @type {unknown} */ (copy));
}

module.exports = { loadTslab, supported };
