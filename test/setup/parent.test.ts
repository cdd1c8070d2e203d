import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isReaper } from "../../tools/setup/shared/parent.mjs";

test.each([
  [1, "/sbin/init\0", true],
  [1, "bash\0", true],
  [1, undefined, true],
  [1, "npm start\0", false],
  [1, "node\0/usr/bin/npm\0start\0", false],
  [812, "/usr/lib/systemd/systemd\0--user\0", true],
  [812, "sh\0-c\0node tools/start.mjs\0", false],
  [812, "timeout\0" + "60\0node\0tools/start.mjs\0", false],
  [812, undefined, false],
])("a process whose parent is number %d, %j, has lost npm: %s", (parent, command, expected) => {
  expect(isReaper(parent, command)).toBe(expected);
});

test("a command ends when npm is gone, although no signal reaches it", async () => {
  const begin = pathToFileURL(resolve("tools/setup/shared/begin.mjs")).href;
  const command = `import ${JSON.stringify(begin)}; console.log(process.pid); setInterval(() => {}, 1000);`;
  const npm = `require("node:child_process").spawn(process.execPath, ["--input-type=module", "-e", process.argv[1]],
    { env: { ...process.env, npm_lifecycle_event: "start" }, stdio: "inherit" });`;
  const parent = spawn(process.execPath, ["-e", npm, command], { stdio: ["ignore", "pipe", "inherit"] });
  await once(parent.stdout, "data");
  const closed = once(parent.stdout, "close"); // by the command, which holds it open as long as it runs
  parent.kill("SIGKILL");
  await expect(closed).resolves.toBeDefined();
});
