import { createRequire } from "node:module";
import { tslabVersion } from "./load-tslab";
import type { Content } from "./messages";

const load = createRequire(__filename);

/** What the kernel says about itself. */
export function kernelInfo(): Content {
  const version = tslabVersion();
  const typescript = createRequire(load.resolve("tslab/package.json"))(
    "@tslab/typescript-for-tslab/package.json",
  ) as { version: string };
  return {
    status: "ok",
    protocol_version: "5.3",
    implementation: "tslab",
    implementation_version: version,
    banner: `TypeScript ${typescript.version} on Node ${process.versions.node} (tslab ${version})`,
    // Exactly what notebooks are saved with; otherwise JupyterLab marks each as changed when it is opened.
    language_info: { name: "typescript", mimetype: "text/typescript", file_extension: ".ts" },
    help_links: [{ text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" }],
  };
}
