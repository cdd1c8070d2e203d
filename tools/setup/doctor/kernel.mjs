import { existsSync, readFileSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";

/**
 * Whether JupyterLab knows the TypeScript kernel, and whether what it would start is there.
 *
 * @param {string} root
 * @returns {import("./finding.mjs").Finding}
 */
export function kernel(root) {
  const subject = "Kernel";
  const cure = "`npm run setup` registers it";
  const file = join(root, ".venv/share/jupyter/kernels/tslab/kernel.json");
  /** @type {{ argv: string[], display_name: string }} */
  let spec;
  try {
    spec = JSON.parse(readFileSync(file, "utf8"));
    if (!Array.isArray(spec.argv)) throw new TypeError("no argv");
  } catch {
    return { state: "wrong", subject, found: "not registered in .venv", cure };
  }
  const missing = spec.argv
    .filter((word) => isAbsolute(word) && !existsSync(word))
    .map((path) => basename(path));
  return missing.length > 0
    ? {
        state: "wrong",
        subject,
        found: `registered, but ${missing.join(" and ")} is gone or has moved`,
        cure,
      }
    : { state: "ok", subject, found: `${spec.display_name}, registered in .venv` };
}
