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
    language_info: {
      name: "typescript",
      version: ts.version,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // JupyterLab reads the mode, the classic notebook the other two.
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    },
    help_links: [{ text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" }],
  };
}
