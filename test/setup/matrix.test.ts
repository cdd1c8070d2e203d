import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nodeOfMajor, nodeReleases } from "../../tools/matrix/node-of-major.mjs";
import { Progress } from "../../tools/setup/shared/progress.mjs";
import { callWith, fakeProject } from "./fake-programs.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const silent = () => new Progress({ stream: { write: () => true } });

test("each release of Node that notebooks are tried on is one that the project runs on", () => {
  const { engines } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as {
    engines: { node: string };
  };
  const [oldestMajor = 0, oldestMinor = 0] = engines.node.replace(">=", "").split(".").map(Number);
  for (const [name, release] of nodeReleases) {
    const [major = 0, minor = 0] = release.split(".").map(Number);
    expect(String(major)).toBe(name);
    expect(major * 1000 + minor).toBeGreaterThanOrEqual(oldestMajor * 1000 + oldestMinor);
  }
});

test("another Node than the running one is installed by npm into the user's cache, by itself", async () => {
  fakeProject();
  const cache = temporaryFolder();
  process.env["LINEAR_NETWORKS_CACHE"] = cache;
  const npm = [process.env["npm_execpath"] ?? ""];
  // This npm fails, since there is no lock file; what it was asked for is seen all the same.
  const installing = nodeOfMajor("20", silent(), undefined, { npm, running: "22.1.0" });
  await expect(installing).rejects.toMatchObject({
    message: `Node ${nodeReleases.get("20")} could not be installed from npm's registry`,
    cure: "npm run matrix -- --node 22 runs on the Node that is there",
  });
  const { words } = callWith("install");
  expect(words).toContain(`node-${process.platform}-${process.arch}@${nodeReleases.get("20")}`);
  expect(words.find((word) => word.startsWith("--prefix="))).toContain(join(cache, "node-"));
  expect(existsSync(join(cache, `node-${nodeReleases.get("20")}`))).toBe(false);
});

test("the running Node is used where it has the version", async () => {
  expect(await nodeOfMajor("22", silent(), undefined, { running: "22.1.0" })).toBe(process.execPath);
});
