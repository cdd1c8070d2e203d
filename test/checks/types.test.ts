import { findings } from "../support/run-check";

test("the types of lib, tests and tools agree", async () => {
  const script = "node_modules/typescript-native/bin/tsc";
  expect(await findings(script, "--project", "tsconfig.json", "--pretty", "false")).toBe("");
}, 600_000);
