import { spawn } from "node:child_process";
import { hugePages } from "../kernel/huge-pages.mjs";
import { interruptible } from "../scripts/setup/interruption.mjs";

/** Whether this process runs in the kernel's environment, as both sides are to be measured in it. */
export const hasHugePages = () => process.platform !== "linux" || process.env["GLIBC_TUNABLES"] !== undefined;

/**
 * Runs the same command once more, in the kernel's environment, and waits for its end.
 *
 * @returns {Promise<number>} its exit code
 */
export const againWithHugePages = () =>
  interruptible(
    (signal) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, process.argv.slice(1), {
          stdio: "inherit",
          env: { ...process.env, ...hugePages },
        });
        signal.addEventListener("abort", () => child.kill(), { once: true });
        child.once("error", reject).once("close", (code) => resolve(code ?? 130));
      }),
  );
