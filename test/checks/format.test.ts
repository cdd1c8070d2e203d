import { findings } from "../support/run-check";

test("every file is formatted", async () => {
  expect(await findings("node_modules/oxfmt/bin/oxfmt", "--list-different", ".")).toBe("");
}, 600_000);
