import { canonicalOutputs } from "../../tools/notebooks/canonical-text.ts";
import { display, stderr, stdout } from "./make-notebook.mjs";

test("neighbouring pieces of one stream are joined, others keep their place", () => {
  const picture = display({ "text/plain": "x" });
  const outputs = [stdout("a"), stdout("b\n"), stderr("c"), stdout("d"), picture, stdout("e")];
  expect(canonicalOutputs(outputs)).toEqual([stdout("ab\n"), stderr("c"), stdout("d"), picture, stdout("e")]);
});

test("empty pieces are left out", () => {
  expect(canonicalOutputs([stdout(""), stdout("")])).toEqual([]);
});

test.each([
  ["10 %\r20 %\r100 %\n", "100 %\n"],
  ["a\r\nb\r\n", "a\nb\n"],
  ["done\r", "done"],
  ["abc\b\bX\n", "aX\n"],
  ["first\n1\r2\nlast", "first\n2\nlast"],
])("%j is stored as a terminal would show it", (written, shown) => {
  expect(canonicalOutputs([stdout(written)])).toEqual([stdout(shown)]);
});

test("a line that is rewritten over several pieces ends as its last state", () => {
  expect(canonicalOutputs([stdout("1 of 2"), stdout("\r"), stdout("2 of 2\n")])).toEqual([
    stdout("2 of 2\n"),
  ]);
});
