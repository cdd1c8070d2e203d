import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "../temporary-folder.mjs";

/** What the image holds when it runs the set-up for the first time. */
const copied = [
  ..."package.json package-lock.json .npmrc requirements.txt lib/package.json exercises/package.json kernel/package.json".split(
    " ",
  ),
  ..."tools/setup.mjs tools/setup".split(" "),
];

test("the set-up runs with what the image holds before the rest of the project is copied", () => {
  const [first = ""] = readFileSync(resolve("Dockerfile"), "utf8").split("RUN node tools/setup.mjs");
  const root = temporaryFolder();
  for (const name of copied) {
    expect(first).toContain(name);
    cpSync(resolve(name), join(root, name), { recursive: true });
  }
  const { status, stderr } = spawnSync(process.execPath, [join(root, "tools/setup.mjs"), "--help"], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
