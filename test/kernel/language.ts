import { languageCases, runCase } from "./language-cases.mjs";
import { kernel } from "./shared-kernel.mjs";

describe.each(Object.entries(languageCases))("%s", (_about, cases) => {
  test.each(cases)("$name", async (languageCase) => {
    const { gives, fails, says = "" } = languageCase;
    const traceback = expect.stringContaining(says) as string;
    const expected = fails ? { status: "error", ename: fails, traceback } : { status: "ok", text: gives };
    expect(await runCase(kernel, languageCase)).toMatchObject(expected);
  });
});
