import { Failure } from "../../setup/shared/failure.mjs";
import { inRoot, root } from "../../setup/shared/paths.mjs";
import { runProgram, tailOf } from "../../setup/shared/run-program.mjs";

/**
 * Writes the reference of the library into a folder. TypeDoc makes it from the doc comments, in a process of its own,
 * so that the pages can be made at the same time.
 *
 * @param signal ends it
 * @throws Failure where TypeDoc warns, for example of a link that leads nowhere or a type that is not exported
 */
export async function writeReference(folder: string, signal?: AbortSignal) {
  const typedoc = inRoot("node_modules", "typedoc", "bin", "typedoc");
  const options = inRoot("tools", "site", "api", "typedoc.json");
  const words = ["--import=tsx", typedoc, "--options", options, "--out", folder];
  const { code, error, output } = await runProgram(process.execPath, words, {
    cwd: root,
    ...(signal && { signal }),
  });
  if (code === 0) return;
  throw new Failure("TypeDoc cannot make the reference of the library", {
    cure: "mend what its warnings name in lib/src",
    tail: error ?? tailOf(output),
  });
}
