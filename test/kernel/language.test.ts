import type { KernelClient } from "../../kernel/client.mjs";
import { startKernel } from "./kernel";
import { languageCases, runCase } from "./language-cases.mjs";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel.stop());

for (const [about, cases] of Object.entries(languageCases)) {
  describe(about, () => {
    test.each(cases)("$name", async (languageCase) => {
      const { gives, fails } = languageCase;
      const { status, text, ename } = await runCase(kernel, languageCase);
      if (fails) expect({ status, ename }).toEqual({ status: "error", ename: fails });
      else expect({ status, text }).toEqual({ status: "ok", text: gives });
    });
  });
}
