import { outputsHtml } from "../../tools/site/outputs.ts";
import { display, stdout } from "../notebooks/make-notebook.mjs";

test("what a cell printed is shown as it was, pieces of one stream joined", async () => {
  expect(await outputsHtml([stdout("a < b\n"), stdout("  c\n")], "x")).toBe(
    '<pre class="printed"><samp>a &lt; b\n  c</samp></pre>\n',
  );
});

test("a message of text alone, as of a progress bar, is shown like print", async () => {
  expect(await outputsHtml([display({ "text/plain": "training ━━ 3 of 3" })], "x")).toBe(
    '<pre class="printed"><samp>training ━━ 3 of 3</samp></pre>\n',
  );
});

test("a picture has its description", async () => {
  const html = await outputsHtml([display({ "image/png": "AAAA\n", "text/plain": "two lines" })], "x");
  expect(html).toContain('<img src="data:image/png;base64,AAAA" alt="two lines">');
});

test.each([
  ["an error", { output_type: "error", ename: "Error", evalue: "x", traceback: [] }, "an output is an error"],
  ["an unknown type", display({ "text/html": "<b>", "text/plain": "b" }), "an output is of type text/html"],
])("%s is not shown but told of", async (_, output, message) => {
  await expect(outputsHtml([output], "c")).rejects.toThrow(message);
});
