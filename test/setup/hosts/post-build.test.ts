import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

/** Runs binder/postBuild in a folder where Node, Python and Jupyter only note what they are called with. */
function postBuild(node = "") {
  const [root, programs] = [temporaryFolder(), temporaryFolder()];
  cpSync(resolve("binder"), join(root, "binder"), { recursive: true });
  const note =
    'echo "$(basename "$0") $*, npm\'s cache $npm_config_cache, pip\'s off $PIP_NO_CACHE_DIR" >> "$NOTES"';
  writeFiles(programs, {
    node: `#!/bin/sh\n${note}\n${node}\n`,
    jupyter: `#!/bin/sh\n${note}\n`,
    python3: "#!/bin/sh\necho '/opt/conda of Binder'\n",
  });
  for (const name of ["node", "jupyter", "python3"]) chmodSync(join(programs, name), 0o755);
  const notes = join(root, "notes");
  const { status } = spawnSync(join(root, "binder/postBuild"), {
    cwd: dirname(root),
    env: { PATH: [programs, "/usr/bin", "/bin"].join(delimiter), NOTES: notes },
  });
  const lines = existsSync(notes) ? readFileSync(notes, "utf8").trim().split("\n") : [];
  return { status, lines };
}

test("Binder's environment is set up, with the kernel offered to its Jupyter", () => {
  const { status, lines } = postBuild();
  expect(status).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(
      /^node tools\/setup\.mjs --jupyter \/opt\/conda of Binder, npm's cache \/\S+, pip's off 1$/,
    ),
    expect.stringMatching(/^jupyter labextension disable .*announcements/),
  ]);
});

test("what npm has fetched is not left in the image", () => {
  const cache = /npm's cache (\S+),/.exec(postBuild().lines[0] ?? "")?.[1] ?? "";
  expect(cache).toMatch(/^\//);
  expect(existsSync(cache)).toBe(false);
});

test("a set-up that fails fails Binder's build", () => {
  const { status, lines } = postBuild("exit 3");
  expect(status).toBe(3);
  expect(lines).toHaveLength(1);
});
