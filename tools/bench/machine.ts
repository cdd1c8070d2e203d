import { arch, cpus, loadavg, platform, totalmem } from "node:os";

/**
 * What was measured on, in lines; times are of this machine alone, ratios less so.
 *
 * @param theirs versions
 * @param ours the backend with its versions
 * @param load the load average before the first run
 */
export function machineLines(theirs: { readonly [name: string]: unknown }, ours: string, load: number) {
  const version = (name: string) => String(theirs[name]);
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${processors[0]?.model.trim() ?? "unknown processor"}, ${processors.length} cores, ${memory} GB, ${platform()} ${arch()}`,
    `ours: Node ${process.versions.node}, ${ours}; theirs: Python ${version("python")}, PyTorch ${version("torch")}, NumPy ${version("numpy")}`,
    `load before the first run: ${load.toFixed(2)}`,
  ];
}

/** How many processes of this machine were busy or waiting in the last minute; 0 on Windows, which does not tell. */
export const loadNow = () => loadavg()[0];
