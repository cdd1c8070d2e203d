import { findings } from "../support/run-check";

test("lint finds nothing, rules that need types included", async () => {
  const script = "node_modules/oxlint/bin/oxlint";
  expect(await findings(script, "--deny-warnings", "--format", "unix", ".")).toBe("");
}, 600_000);
