import type { Tslab } from "../language/tslab";
import type { Content } from "./messages";

/** What the kernel says about itself. */
export function kernelInfo({ version, ts }: Pick<Tslab, "version" | "ts">): Content {
  return {
    status: "ok",
    protocol_version: "5.3",
    implementation: "tslab",
    implementation_version: version,
    banner: `TypeScript ${ts.version} on Node ${process.versions.node} (tslab ${version})`,
    // Not more than notebooks are saved with: JupyterLab would take each for changed once it is opened.
    language_info: { name: "typescript", mimetype: "text/typescript", file_extension: ".ts" },
    help_links: [{ text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" }],
  };
}
