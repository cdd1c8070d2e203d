import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Failure } from "../setup/shared/failure.mjs";
import { inRoot, root, userCache } from "../setup/shared/paths.mjs";
import { processTree } from "./process-tree.ts";

interface SandboxOptions {
  /** bytes for all processes of the sandbox together, and for the data of each */
  memory: number;
  /** default: the best that works */
  backend?: string;
}

/** why a sandbox is gone; stopped: by `stop` */
type Reason = "ended" | "stopped" | "too much memory";

export interface Sandbox {
  /** What the program writes: each line a value in JSON. They end with the sandbox. */
  messages: AsyncGenerator<unknown, void>;
  /** to the program's standard input */
  write: (text: string) => void;
  endInput: () => void;
  /** ends everything in it */
  stop: () => void;
  gone: Promise<{ reason: Reason; log: string }>;
}

const megabyte = 1024 ** 2;
const mostProcesses = 64;
const pollMilliseconds = 250;
/** Of all that is written to standard error, so much of the end is kept. */
const keptLog = 4000;
/** A line that is longer is given up: answers are small. */
const longestLine = 96 * megabyte;

/** Where the programs lie that run in a sandbox, as deep in the project as their sources, so that relative paths hold. */
export const insideFolder = inRoot(".setup", "grade", "inside");

/** What of the project a notebook needs to run; everything else, as other submissions, is not there. */
const needed = ["node_modules", "lib", "exercises", "kernel", "data", ".setup/grade/inside", "package.json"];
const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"];
const settings = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime"];

const readOnly = (files: string[]): string[] => files.flatMap((file) => ["--ro-bind-try", file, file]);

/**
 * The arguments of `bwrap`: no network, no process, file, terminal or privilege of this machine but what Node and
 * the library need to be read; what is written goes to memory and is gone with the sandbox.
 */
function walls({ memory, backend }: SandboxOptions) {
  const cache = userCache();
  const variables: NodeJS.ProcessEnv = {
    ...{
      HOME: "/tmp/home",
      TMPDIR: "/tmp",
      PATH: "/usr/bin:/bin",
      LANG: "C.UTF-8",
      LINEAR_NETWORKS_CACHE: cache,
    },
    NODE_OPTIONS: `--max-old-space-size=${Math.round((0.6 * memory) / megabyte)}`,
    ...{ TF_CPP_MIN_LOG_LEVEL: "2", LINEAR_NETWORKS_PROGRESS: "/tmp/exercises.txt" },
    ...(backend && { LINEAR_NETWORKS_BACKEND: backend }),
  };
  const size = ["--size", String(Math.round(memory / 8))];
  return [
    ...["--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--die-with-parent"],
    ...["--new-session", "--clearenv", "--hostname", "sandbox"],
    ...Object.entries(variables).flatMap(([name, value]) => ["--setenv", name, String(value)]),
    ...[...size, "--tmpfs", "/tmp"],
    ...[...readOnly(systemFolders), ...readOnly(settings), ...readOnly([realpathSync(process.execPath)])],
    // A folder of its own, which is read-only in the end, also where the project lies in /tmp.
    ...[...size, "--tmpfs", root, ...readOnly(needed.map((part) => inRoot(...part.split("/"))))],
    ...readOnly([cache]),
    ...[...size, "--tmpfs", inRoot("notebooks"), "--dir", "/tmp/home", "--proc", "/proc", "--dev", "/dev"],
    ...["--remount-ro", root, "--remount-ro", "/", "--chdir", inRoot("notebooks")],
  ];
}

/** Limits that each process gets from the kernel. */
const limits = (memory: number) => [
  ...["prlimit", `--data=${memory}`, `--fsize=${Math.round(memory / 8)}`, "--core=0", "--nofile=1024"],
  ...["--nproc=512", "--"],
];

/** The arguments of `bwrap` with which a command runs in the sandbox. */
export const inside = (options: SandboxOptions, command: string[]) => [
  ...walls(options),
  "--",
  ...limits(options.memory),
  ...command,
];

/** Why no sandbox can be made on this machine, and what to do; undefined where one can. */
export function whyNoSandbox({ platform = process.platform, program = "bwrap" } = {}) {
  if (platform !== "linux") {
    return {
      message: "answers run in a sandbox that only Linux has",
      cure: "grade on Linux, for example in a virtual machine",
    };
  }
  const options = { memory: 1024 * megabyte };
  const { error, status, stderr } = spawnSync(program, inside(options, ["true"]), { encoding: "utf8" });
  if (error) return { message: "bubblewrap is missing", cure: "apt-get install bubblewrap" };
  if (status === 0) return undefined;
  return {
    message: `bubblewrap cannot make a sandbox here: ${stderr.trim() || `code ${status}`}`,
    cure:
      "install bubblewrap 0.8 or newer (Debian 12), and let users make namespaces:\n" +
      "sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000,\n" +
      "and where AppArmor restricts them: sysctl kernel.apparmor_restrict_unprivileged_userns=0",
  };
}

/** @throws Failure where no sandbox can be made */
export function demandSandbox(why = whyNoSandbox()) {
  if (why) throw new Failure(`Nothing is graded without a sandbox: ${why.message}`, { cure: why.cure });
}

/**
 * Starts a program of tools/grade/inside/, as `buildInside` has compiled it, in a sandbox.
 *
 * @param name as in "judge.cjs"
 */
export function startSandbox(name: string, options: SandboxOptions): Sandbox {
  const program = [realpathSync(process.execPath), join(insideFolder, name)];
  const child = spawn("bwrap", inside(options, program), { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  let reason: Reason = "ended";
  let log = "";
  const end = (why: Reason) => {
    if (reason === "ended") reason = why;
    child.kill("SIGKILL"); // the sandbox dies with it
  };
  const watch = setInterval(() => {
    const { processes, bytes } = processTree(child.pid ?? 0);
    if (bytes > options.memory) end("too much memory");
    else if (processes > mostProcesses) end("stopped");
  }, pollMilliseconds);

  let pending = 0;
  child.stdout.on("data", (data: Buffer) => {
    pending = data.includes(10) ? 0 : pending + data.length;
    if (pending > longestLine) end("stopped");
  });
  const reader = createInterface({ input: child.stdout });
  const lines = reader[Symbol.asyncIterator]();
  async function* messages() {
    for await (const line of lines) {
      const message = parsed(line);
      if (message === undefined) return end("stopped"); // nobody but an attacker writes anything else
      yield message;
    }
  }
  child.stderr.on("data", (data: Buffer) => (log = (log + data.toString()).slice(-keptLog)));
  child.stdin.on("error", () => {}); // it may be gone before it has read everything
  const gone = new Promise<{ reason: Reason; log: string }>((resolve) => {
    child.on("error", (error) => resolve({ reason: "ended", log: error.message }));
    child.on("close", () => resolve({ reason, log }));
  });
  void gone.then(() => {
    clearInterval(watch);
    reader.close();
  });
  return {
    messages: messages(),
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    stop: () => end("stopped"),
    gone,
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a folder is one that the sandbox shows, so that submissions in it could be read. */
export const isShown = (folder: string) =>
  [...needed.map((part) => inRoot(...part.split("/"))), ...systemFolders, userCache()]
    .filter((shown) => existsSync(shown))
    .some((shown) => `${realpathSync(folder)}/`.startsWith(`${realpathSync(shown)}/`));
