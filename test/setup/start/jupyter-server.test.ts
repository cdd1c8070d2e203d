import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runJupyter } from "../../../tools/setup/start/jupyter-server.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

let root: string;
let told: string[];
beforeEach(() => {
  root = temporaryFolder();
  told = [];
});

/** Runs what stands for JupyterLab: the lines of a shell script, in which RUNTIME is Jupyter's folder for servers. */
async function run(
  script: string,
  options: { port?: number; signal?: AbortSignal; onReady?: () => void } = {},
) {
  const question = `case "$*" in *jupyter_runtime_dir*) echo "$RUNTIME"; exit;; esac`;
  writeFiles(root, {
    ".venv/bin/python": `#!/bin/sh\nRUNTIME='${root}'\n${question}\necho "$*" > '${root}/words'\n${script}\n`,
  });
  chmodSync(join(root, ".venv/bin/python"), 0o755);
  await runJupyter({
    root,
    browser: false,
    port: options.port,
    signal: options.signal ?? new AbortController().signal,
    onReady: (address) => {
      told.push(address);
      options.onReady?.();
    },
    onWarning: (line) => told.push(line),
  });
}

const log = () => join(root, ".setup/logs/jupyterlab.log");

test("the log, which holds the token, is for its owner only, also where an older one was not", async () => {
  writeFiles(root, { ".setup/logs/jupyterlab.log": "of yesterday\n" });
  chmodSync(log(), 0o644);
  await run("echo 'http://127.0.0.1:8888/lab?token=secret'");
  expect(readFileSync(log(), "utf8")).toBe("http://127.0.0.1:8888/lab?token=secret\n");
  expect((statSync(log()).mode & 0o777).toString(8)).toBe("600");
});

test("it listens on this machine only, over TCP, and shows the first notebook", async () => {
  await run("true");
  const words = readFileSync(join(root, "words"), "utf8");
  for (const word of [
    "-m jupyterlab",
    `--ServerApp.root_dir=${root}`,
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.sock= ",
    "--LabApp.default_url=/lab/tree/notebooks/0-start-here.ipynb",
    "--no-browser",
  ]) {
    expect(words).toContain(word);
  }
});

test("warnings that matter are passed on as they come", async () => {
  await run("echo '[W 2026-11-22 20:45:39.897 ServerApp] Notebook x.ipynb could not be saved'");
  expect(told).toEqual(["Notebook x.ipynb could not be saved"]);
});

test("asked to stop, it ends without an error", async () => {
  const controller = new AbortController();
  const running = run(
    "echo started > \"$RUNTIME/started\"; trap 'exit 3' TERM; while :; do sleep 0.05; done",
    {
      signal: controller.signal,
    },
  );
  controller.abort();
  await expect(running).resolves.toBeUndefined();
});

test.each([
  ["echo 'The port 8890 is already in use'; exit 1", "port 8890 is in use", /another --port/],
  [
    "echo \"PermissionError: [Errno 13] Permission denied: '/srv/jupyter'\"; exit 1",
    "JupyterLab ended: PermissionError: [Errno 13] Permission denied: '/srv/jupyter'",
    /make it your own/,
  ],
  [
    "echo 'traitlets.config.loader.ConfigError: no such option'; exit 1",
    "JupyterLab ended: traitlets.config.loader.ConfigError: no such option",
    /JUPYTER_NO_CONFIG=1 npm start/,
  ],
  ["exit 7", "JupyterLab ended: it ended with code 7", /npm run setup -- --check/],
])(
  "where JupyterLab does not start (%s) the reason is told, and what to do",
  async (script, message, cure) => {
    await expect(run(script, { port: 8890 })).rejects.toMatchObject({
      message,
      cure: expect.stringMatching(cure) as string,
      log: log(),
    });
  },
);
