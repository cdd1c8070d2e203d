import { languageCases, runCase } from "./language-cases.mjs";
import { kernel } from "./shared-kernel.mjs";

// The types of TensorFlow.js and a module stay in the program that each later cell is compiled in: they come last.
const {
  "tensors and promises": tensors,
  "code pasted from modules": modules,
  language,
  ...others
} = languageCases;
const inOrder = {
  ...others,
  "tensors and promises": tensors,
  "code pasted from modules": modules,
  language,
};

describe.each(Object.entries(inOrder))("%s", (_about, cases) => {
  test.each(cases)("$name", async (languageCase) => {
    const { gives, fails, says = "" } = languageCase;
    const traceback = expect.stringContaining(says) as string;
    const expected = fails ? { status: "error", ename: fails, traceback } : { status: "ok", text: gives };
    expect(await runCase(kernel, languageCase)).toMatchObject(expected);
  });
});
