import { findings } from "../support/run-check";

test("every file is formatted", async () => {
  const script = "node_modules/prettier/bin/prettier.cjs";
  expect(await findings(script, "--check", "--log-level", "warn", ".")).toBe("");
}, 600_000);
