import { findings } from "../support/run-check";

test("lint finds nothing, rules that need types included", async () => {
  expect(await findings("node_modules/eslint/bin/eslint.js", ".")).toBe("");
}, 600_000);
