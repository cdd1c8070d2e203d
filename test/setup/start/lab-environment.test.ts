import { execFileSync } from "node:child_process";
import { delimiter, join, resolve } from "node:path";
import { labEnvironment } from "../../../tools/setup/shared/jupyter-environment.mjs";
import { venvProgram } from "../../../tools/setup/shared/paths.mjs";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

const root = resolve(".");
const spec = JSON.stringify({ argv: ["tslab"], display_name: "stock tslab", language: "typescript" });

test("JupyterLab starts this project's kernel, whatever other kernel has its name", () => {
  const home = temporaryFolder();
  const places = [".local/share/jupyter", "data", "path", "conda/share/jupyter"];
  writeFiles(home, Object.fromEntries(places.map((place) => [`${place}/kernels/tslab/kernel.json`, spec])));
  const env = labEnvironment(root, {
    HOME: home,
    PATH: process.env["PATH"],
    JUPYTER_PREFER_ENV_PATH: "0",
    JUPYTER_DATA_DIR: join(home, "data"),
    JUPYTER_PATH: join(home, "path"),
    CONDA_PREFIX: join(home, "conda"),
    VIRTUAL_ENV: join(home, "conda"),
  });
  const code =
    "from jupyter_client.kernelspec import KernelSpecManager as M; print(M().get_kernel_spec('tslab').resource_dir)";
  const found = execFileSync(venvProgram("python"), ["-c", code], { env, encoding: "utf8" }).trim();
  expect(found).toBe(join(root, ".venv/share/jupyter/kernels/tslab"));
});

test("the user's settings of Jupyter stay, what belongs to npm, Python or another JupyterLab does not", () => {
  const env = labEnvironment(root, {
    PATH: "/bin",
    JUPYTER_CONFIG_DIR: "/home/me/.jupyter",
    JUPYTER_PATH: "/opt/kernels",
    JUPYTERLAB_DIR: "/opt/conda/share/jupyter/lab",
    npm_lifecycle_event: "start",
    PYTHONPATH: "/opt/ros",
  });
  expect(env).toMatchObject({
    JUPYTER_CONFIG_DIR: "/home/me/.jupyter",
    JUPYTER_PATH: [join(root, ".venv/share/jupyter"), "/opt/kernels"].join(delimiter),
    JUPYTER_PREFER_ENV_PATH: "1",
    PATH: expect.stringMatching(/\/\.venv\/bin:.*:\/bin$/) as string,
  });
  for (const name of ["JUPYTERLAB_DIR", "npm_lifecycle_event", "PYTHONPATH"])
    expect(env).not.toHaveProperty(name);
});
