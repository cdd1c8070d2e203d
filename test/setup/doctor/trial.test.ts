import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { markForSetUp } from "../../../tools/setup/doctor/files.mjs";
import { tryOut, withTrial } from "../../../tools/setup/doctor/trial.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

let root: string;
beforeEach(() => (root = temporaryFolder()));

/** Tries out with a shell script in place of Python. */
function tryWith(script: string) {
  writeFiles(root, { python: `#!/bin/sh\n${script}\n` });
  chmodSync(join(root, "python"), 0o755);
  return tryOut(root, { python: join(root, "python") });
}
const answer = (part: string, error: string | null) =>
  `echo '${JSON.stringify({ part, error }).replace(":", ": ")}'`;

test("what works is told from what does not, with what a kernel that died has written itself", async () => {
  const tried = await tryWith(
    [
      answer("JupyterLab", null),
      "echo 'Cannot find module ./executor' >&2",
      answer("Kernel", "RuntimeError: Kernel died before replying to kernel_info"),
    ].join("\n"),
  );
  expect([...tried]).toEqual([
    ["JupyterLab", undefined],
    ["Kernel", "Cannot find module ./executor"],
  ]);
});

test("a Python that breaks off is reported with its last words", async () => {
  expect([...(await tryWith("echo 'Fatal Python error: no encodings'; exit 1"))]).toEqual([
    ["JupyterLab", "Fatal Python error: no encodings"],
  ]);
  expect([...(await tryWith("exit 3"))]).toEqual([["JupyterLab", "it ended with code 3"]]);
});

test("it is tried without the user's settings of Jupyter", async () => {
  const tried = await tryWith(
    `echo "{\\"part\\": \\"Kernel\\", \\"error\\": \\"$JUPYTER_NO_CONFIG $JUPYTER_PATH\\"}"`,
  );
  expect(tried.get("Kernel")).toBe(`1 ${join(root, ".venv/share/jupyter")}`);
});

const finding = { state: "ok", subject: "JupyterLab", found: "4.6.6" } as const;

test("a part that works is called good; one that does not is called wrong, and will be made again", () => {
  const works = new Map([["JupyterLab", undefined]]);
  expect(withTrial(finding, works, root)).toEqual({ ...finding, found: "4.6.6, loads" });
  expect(existsSync(join(root, ".set-up-stamp.json"))).toBe(false);
  const fails = new Map([["JupyterLab", "ImportError: cannot import name 'LabApp'"]]);
  expect(withTrial(finding, fails, root)).toMatchObject({
    state: "wrong",
    found: "4.6.6, but it does not work: ImportError: cannot import name 'LabApp'",
    cure: expect.stringContaining("npm run setup") as string,
  });
  expect(existsSync(join(root, ".set-up-stamp.json"))).toBe(true);
});

test("what was not tried stays as it was found", () => {
  expect(withTrial(finding, new Map())).toEqual(finding);
  const gone = { state: "wrong", subject: "Kernel", found: "not registered" } as const;
  expect(withTrial(gone, new Map([["Kernel", undefined]]))).toEqual(gone);
});

test.each([
  "RuntimeError: Kernel didn't respond: Timeout waiting for kernel_info",
  "MemoryError: ",
  "killed by SIGKILL",
])("a machine short of time or memory (%s) damages nothing", (error) => {
  expect(withTrial(finding, new Map([["JupyterLab", error]]), root)).toMatchObject({ state: "wrong" });
  expect(existsSync(join(root, ".set-up-stamp.json"))).toBe(false);
});

test("a folder that may not be written into is not marked, and what was found is still told", () => {
  const refuse = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  for (const code of ["EACCES", "EROFS"]) expect(() => markForSetUp(root, refuse(code))).not.toThrow();
  expect(() => markForSetUp(root, refuse("EISDIR"))).toThrow("EISDIR");
});
