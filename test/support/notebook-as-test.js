const { join } = require("node:path");

const code = `require(${JSON.stringify(join(__dirname, "notebook.ts"))});`;

/**
 * Makes a notebook a test file of its own, with the tests of notebook.ts: Jest then runs notebooks side by side, the
 * largest first, and `npm test 1-3` finds one by its name.
 *
 * @type {import("@jest/transform").SyncTransformer}
 */
module.exports = { process: () => ({ code }), getCacheKey: () => code };
