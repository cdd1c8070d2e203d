import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jupyterEnvironment } from "../../tools/setup/shared/jupyter-environment.mjs";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "jupyter-environment-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
  delete process.env["FORCE_COLOR"];
});

test("what Jupyter reads and writes lies in the given folder", () => {
  const environment = jupyterEnvironment(folder);
  for (const name of ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]) {
    expect(environment[name]).toContain(folder);
    expect(existsSync(environment[name] ?? "")).toBe(true);
  }
});

test("a wish for colours does not reach the kernel, a backend does", () => {
  process.env["FORCE_COLOR"] = "1";
  expect(jupyterEnvironment(folder, { backend: "wasm" })).toMatchObject({ LINEAR_NETWORKS_BACKEND: "wasm" });
  expect(jupyterEnvironment(folder)).not.toHaveProperty("FORCE_COLOR");
});
