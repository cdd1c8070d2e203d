import { spawn } from "node:child_process";
import { hugePages } from "../setup/kernel-spec.mjs";
import { interruptible } from "../setup/interruption.mjs";

const tunable = hugePages.GLIBC_TUNABLES;

/** Whether this process runs in the kernel's environment, as both sides are to be measured in it. */
export const hasHugePages = (env = process.env, platform = process.platform) =>
  platform !== "linux" || (env["GLIBC_TUNABLES"] ?? "").split(":").includes(tunable);

/** The environment with what makes it the kernel's, besides other tunables that it may have. */
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
  interruptible(
    (signal) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, process.argv.slice(1), {
          stdio: "inherit",
          env: withHugePages(),
        });
        signal.addEventListener("abort", () => child.kill(), { once: true });
        child.once("error", reject).once("close", (code) => resolve(code ?? 130));
      }),
  );
