import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { kernelForJupyter } from "../../tools/setup/kernel.mjs";
import { Progress } from "../../tools/setup/shared/progress.mjs";
import type { Failure } from "../../tools/setup/shared/failure.mjs";
import { setUp } from "../../tools/setup/set-up.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

const root = "/course";
const silent = () => new Progress({ stream: { write: () => true } });
const bring = (prefix: string, folder: string) =>
  setUp({ root: folder, steps: [kernelForJupyter({ root: folder, prefix })], progress: silent() });

test("Jupyter finds the kernel where it was offered, and a second time nothing is to be done", async () => {
  const [folder, home] = [temporaryFolder(), temporaryFolder()];
  expect((await bring(join(home, ".local"), folder)).performed).toHaveLength(1);
  expect((await bring(join(home, ".local"), folder)).performed).toEqual([]);

  const { stdout } = spawnSync(
    resolve(".venv/bin/python"),
    ["-m", "jupyter", "kernelspec", "list", "--json"],
    { encoding: "utf8", env: { HOME: home, JUPYTER_PREFER_ENV_PATH: "0" } },
  );
  const { kernelspecs } = JSON.parse(stdout) as { kernelspecs: { tslab: { resource_dir: string } } };
  expect(kernelspecs.tslab.resource_dir).toBe(join(home, ".local/share/jupyter/kernels/tslab"));
});

test("the kernel starts with this Node and this project's launcher, wherever it was offered", async () => {
  const prefix = temporaryFolder();
  await kernelForJupyter({ root, prefix, node: "/opt/node" }).run(undefined as never);
  const file = join(prefix, "share/jupyter/kernels/tslab/kernel.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
    argv: [
      "/opt/node",
      "--max-semi-space-size=2",
      "/course/kernel/launcher.js",
      "--config-path",
      "{connection_file}",
    ],
    language: "typescript",
    env: { GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" },
  });
});

test("a kernel that another copy of the project has offered is offered again", () => {
  const prefix = temporaryFolder();
  writeFiles(prefix, { "share/jupyter/kernels/tslab/kernel.json": "{}\n" });
  expect(kernelForJupyter({ root, prefix }).isDone()).toBe(false);
});

test("a folder that cannot be written is named, with what to do", async () => {
  const prefix = temporaryFolder();
  writeFiles(prefix, { share: "a file where a folder should be" });
  chmodSync(prefix, 0o500);
  const failure = await kernelForJupyter({ root, prefix })
    .run(undefined as never)
    .then(
      () => undefined,
      (error: Failure) => error,
    );
  expect(failure?.message).toContain(`the kernel cannot be written below ${prefix}: `);
  expect(failure?.cure).toContain("npm run setup -- --jupyter ~/.local");
});

test("an empty prefix is refused before anything is done", () => {
  expect(() => kernelForJupyter({ root, prefix: " " })).toThrow("--jupyter needs a folder, and got none");
});
