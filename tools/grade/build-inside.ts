import { build, type BuildOptions } from "esbuild";
import { inRoot } from "../setup/shared/paths.mjs";
import { insideFolder } from "./sandbox.ts";

/** Compiles what runs in a sandbox: plain JavaScript, since there nothing is transpiled. */
export async function buildInside() {
  const source = (name: string) => inRoot("tools", "grade", "inside", `${name}.ts`);
  const common = {
    bundle: true,
    platform: "node" as const,
    target: "node20",
    packages: "external" as const,
    external: ["../../../lib/dist/*", "../../../exercises/dist/*"],
    outdir: insideFolder,
  } satisfies BuildOptions;
  await build({
    ...common,
    entryPoints: [source("judge"), source("record")],
    format: "cjs",
    outExtension: { ".js": ".cjs" },
  });
  await build({
    ...common,
    entryPoints: [source("run-cells")],
    format: "esm",
    outExtension: { ".js": ".mjs" },
  });
}
