import { dirname } from "node:path";
import { KernelClient } from "../../kernel/client.mjs";

/** The project's top folder. */
export const root = dirname(dirname(__dirname));

/** Starts the kernel with its repairs, in the folder of the notebooks unless told otherwise. */
export function startKernel(options: Partial<Parameters<typeof KernelClient.start>[0]> = {}) {
  return KernelClient.start({ root, cwd: `${root}/notebooks`, stock: false, ...options });
}

/** A traceback as text, without colours. */
export function plain(traceback: string[] | undefined): string {
  // eslint-disable-next-line no-control-regex
  return (traceback ?? []).join("\n").replace(/\u001b\[\d+m/g, "");
}

/** Waits until a condition holds, at most ten seconds. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await holds());) {
    if (Date.now() > end) throw new Error(`It did not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
