import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import { hugePages } from "../setup/kernel-spec.mjs";
import { interruptible } from "../setup/interruption.mjs";
import { runProgram } from "../setup/shared/run-program.mjs";

/**
 * What the benchmark ran on, in lines. The times are those of this machine; the ratios depend less on it.
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

/** How many processes of this machine were busy or waiting in the last minute; 0 on Windows, which does not say. */
export const loadNow = () => loadavg()[0];

const tunable = hugePages.GLIBC_TUNABLES;

/** Whether this process runs in the kernel's environment, in which both sides are measured. */
export const hasHugePages = (env = process.env, system = process.platform) =>
  system !== "linux" || (env["GLIBC_TUNABLES"] ?? "").split(":").includes(tunable);

/** The environment, with what the kernel's adds to it; other tunables stay. */
export const withHugePages = (env = process.env) => ({
  ...env,
  GLIBC_TUNABLES: [env["GLIBC_TUNABLES"], tunable].filter(Boolean).join(":"),
});

/**
 * Runs the same command once more, in the kernel's environment, and waits for its end.
 *
 * @returns its exit code
 */
export const againWithHugePages = (): Promise<number> =>
  interruptible(async (signal) => {
    const how = { env: withHugePages(), inherit: true, grace: 10_000, signal };
    const { code } = await runProgram(process.execPath, process.argv.slice(1), how);
    return code ?? 130;
  });
