import { languageCases, runCase } from "./language-cases.mjs";
import { kernel } from "./shared-kernel.mjs";

// A module, and the types of TensorFlow.js, stay in the program that each later cell is compiled in: they come last.
const {
  language,
  "tensors and promises": tensors,
  "code pasted from modules": modules,
  ...others
} = languageCases;
const inOrder = { ...others, "tensors and promises": tensors, language, "code pasted from modules": modules };

describe.each(Object.entries(inOrder))("%s", (_about, cases) => {
  test.each(cases)("$name", async (languageCase) => {
    const { gives, fails, says = "" } = languageCase;
    const traceback = expect.stringContaining(says) as string;
    const expected = fails ? { status: "error", ename: fails, traceback } : { status: "ok", text: gives };
    expect(await runCase(kernel, languageCase)).toMatchObject(expected);
  });
});
