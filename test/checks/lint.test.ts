import { findings } from "../support/run-check";

test("lint finds nothing, rules that need types apart", async () => {
  expect(await findings("node_modules/eslint/bin/eslint.js", "--config", "eslint.untyped.mjs", ".")).toBe("");
}, 600_000);
