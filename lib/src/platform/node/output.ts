import type { KernelMessage, Output } from "../platform";

/** tslab's module `dist/jupyter`: not a public interface, hence the exact version and this one user of it. */
interface TslabJupyter {
  lastWriteDisplayData: ((message: KernelMessage, update: boolean) => void) | null;
}

const tslabJupyter = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;
let tslab: TslabJupyter | undefined;

export const output: Output = {
  // Looked up among the modules that are loaded: the running tslab may be another copy than the one that `require`
  // would find from here, and outside a kernel none needs to be loaded.
  kernel() {
    for (const file of tslab ? [] : Object.keys(require.cache)) {
      if (!tslabJupyter.test(file)) continue;
      const candidate = require.cache[file]?.exports as TslabJupyter | undefined;
      if (candidate?.lastWriteDisplayData) tslab = candidate;
    }
    return tslab?.lastWriteDisplayData ?? null;
  },
  print: (line) => void process.stdout.write(`${line}\n`),
  get redraw() {
    return process.stderr.isTTY
      ? (line: string) => void process.stderr.write(`\r\u001b[2K${line}`)
      : undefined;
  },
};
