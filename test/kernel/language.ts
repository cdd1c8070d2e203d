import type { KernelClient } from "../../kernel/client.mjs";
import { languageCases, runCase } from "./language-cases.mjs";
import { startKernel } from "./start-kernel.mjs";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
}, 60_000);
afterAll(() => kernel.stop());

describe.each(Object.entries(languageCases))("%s", (_about, cases) => {
  test.each(cases)("$name", async (languageCase) => {
    const { gives, fails } = languageCase;
    const expected = fails ? { status: "error", ename: fails } : { status: "ok", text: gives };
    expect(await runCase(kernel, languageCase)).toMatchObject(expected);
  });
});
