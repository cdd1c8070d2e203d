import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { demandSandbox, inside } from "../../tools/grade/sandbox.ts";

const megabyte = 1024 ** 2;
const memory = 1024 * megabyte;

beforeAll(() => demandSandbox());

/** What a program in the sandbox writes. */
function sandboxed(...command: string[]) {
  const { stdout, stderr, status } = spawnSync("bwrap", inside({ memory }, command), {
    encoding: "utf8",
    env: { ...process.env, SECRET: "secret" },
  });
  return { stdout, stderr, status };
}
const shell = (script: string) => sandboxed("/bin/sh", "-c", script);

test("of the environment's variables none is there but its own", () => {
  const names = sandboxed("env")
    .stdout.trim()
    .split("\n")
    .map((line) => line.split("=")[0]);
  expect(names.sort()).toEqual([
    ...["HOME", "LANG", "LINEAR_NETWORKS_CACHE", "LINEAR_NETWORKS_PROGRESS", "NODE_OPTIONS"],
    ...["PATH", "PWD", "TF_CPP_MIN_LOG_LEVEL", "TMPDIR"],
  ]);
});

test("it has no privileges, and makes no further user namespaces", () => {
  expect(shell("grep CapEff /proc/self/status").stdout).toMatch(/^CapEff:\s+0+\n$/);
  expect(shell("grep CapBnd /proc/self/status").stdout).toMatch(/^CapBnd:\s+0+\n$/);
  expect(shell("unshare --user true").status).not.toBe(0);
});

test("it sees neither the processes nor the name of this machine, and has a session of its own", () => {
  expect(Number(shell("ls -d /proc/[0-9]* | wc -l").stdout)).toBeLessThan(6);
  expect(shell("cat /proc/sys/kernel/hostname").stdout).toBe("sandbox\n");
  const session = shell("cut -d ' ' -f 6 /proc/self/stat").stdout.trim();
  expect(Number(session)).toBeGreaterThan(0); // 0 is one that lies outside
});

test("its network is a loopback device and nothing else", () => {
  const devices = shell("tail -n +3 /proc/net/dev").stdout.trim().split("\n");
  expect(devices.map((line) => line.trim().split(":")[0])).toEqual(["lo"]);
});

test("what it writes goes to memory, an eighth of it at most, and to no other place", () => {
  const left = shell("touch /usr/x /x $HOME/../../x ../x; df --output=size -k /tmp . | tail -n +2");
  expect(left.stdout.trim().split(/\s+/)).toEqual(["131072", "131072"]);
  expect(left.stderr.match(/Read-only file system/g)).toHaveLength(4);
});

test("each process is limited", () => {
  const { stdout } = shell("cat /proc/self/limits");
  const limit = (name: string) => new RegExp(`^Max ${name} +\\S+ +(\\S+)`, "m").exec(stdout)?.[1];
  expect(["data size", "file size", "core file size", "open files", "processes"].map(limit)).toEqual([
    String(memory),
    String(memory / 8),
    "0",
    "1024",
    "512",
  ]);
});

test("everything in it dies with the command, also where that is killed", async () => {
  const command = inside({ memory }, ["/bin/sh", "-c", "echo begun; exec sleep 600"]);
  const parent = spawn("/bin/sh", ["-c", `bwrap "$@" & wait`, "sh", ...command], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(parent.stdout, "data");
  parent.kill("SIGKILL");
  // Nobody is left who could write.
  await expect(once(parent.stdout, "end")).resolves.toEqual([]);
});
