import { outputsDifference } from "../../tools/notebooks/compare.ts";
import { pictureSize } from "../../tools/notebooks/compare-json.ts";
import { display, png, stderr, stdout } from "./make-notebook.mjs";

const vegaLite = "application/vnd.vegalite.v5+json";
const chart = (slope: number, width = 680) =>
  display({
    [vegaLite]: { data: { values: [{ slope }] } },
    "image/png": png(width, 400),
    "text/plain": "A line",
  });

test("a stream in pieces is the same as in one piece", () => {
  expect(outputsDifference([stdout("a\nb\n")], [stdout("a\n"), stdout("b\n")])).toBeUndefined();
});

test("a chart is the same where its picture has the same size and its numbers are close", () => {
  expect(outputsDifference([chart(280.6)], [chart(280.61)])).toBeUndefined();
});

test("a difference in a chart names the place and both values", () => {
  expect(outputsDifference([chart(280)], [chart(290)])).toEqual({
    committed: `${vegaLite}.data.values[0].slope: 280`,
    fresh: `${vegaLite}.data.values[0].slope: 290`,
  });
});

test("a picture of another size differs", () => {
  expect(outputsDifference([chart(1, 680)], [chart(1, 681)])).toEqual({
    committed: "image/png 680 × 400",
    fresh: "image/png 681 × 400",
  });
});

test.each([
  ["an output that is gone", [stdout("a"), chart(1)], [stdout("a")]],
  ["an output that is new", [], [stdout("a")]],
  ["another kind of output", [stdout("a")], [display({ "text/plain": "a" })]],
  ["another MIME type", [display({ "text/plain": "a" })], [display({ "text/html": "a" })]],
  ["text on stderr", [stdout("a")], [stderr("a")]],
  [
    "other metadata",
    [display({ "text/plain": "a" }, { width: 3 })],
    [display({ "text/plain": "a" }, { width: 4 })],
  ],
])("%s is a difference", (_, committed, fresh) => {
  expect(outputsDifference(committed, fresh)).toBeDefined();
});

test("a cell tagged varies is compared in form only", () => {
  expect(
    outputsDifference([stdout("tensorflow 2.15\n")], [stdout("wasm 4.22\nslow\n")], { varies: true }),
  ).toBeUndefined();
  expect(outputsDifference([stdout("a")], [display({ "text/plain": "a" })], { varies: true })).toBeDefined();
  expect(
    outputsDifference([display({ "text/plain": "a" })], [display({ "text/plain": "" })], { varies: true }),
  ).toEqual({
    committed: "something",
    fresh: "nothing",
  });
});

const errorMessage = { output_type: "error", ename: "Error", evalue: "no", traceback: [] };

test("an expected error may come as text from stock tslab or as a message", () => {
  const raisesException = true;
  expect(outputsDifference([stderr("Error: no\n")], [errorMessage], { raisesException })).toBeUndefined();
  expect(outputsDifference([stderr("Error: no\n")], [], { raisesException })).toEqual({
    committed: "an error",
    fresh: "no error",
  });
  expect(
    outputsDifference([stdout("a"), errorMessage], [stdout("b"), errorMessage], { raisesException }),
  ).toEqual({
    committed: "a",
    fresh: "b",
  });
});

test("a picture's size is read from its header", () => {
  const jpeg = "ffd8ffe000104a46494600010100000100010000ffc0001108012c02a8030122000211010311 01".replace(
    " ",
    "",
  );
  expect(pictureSize(png(680, 400))).toBe("680 × 400");
  expect(pictureSize(Buffer.from(jpeg, "hex").toString("base64"))).toBe("680 × 300");
  expect(pictureSize("AAAA")).toBeUndefined();
});

test("the value of a last expression may be printed by stock tslab or sent as a result", () => {
  const result = (text: string) => ({
    output_type: "execute_result",
    data: { "text/plain": text },
    metadata: {},
  });
  expect(outputsDifference([stdout("a\n0.50\n")], [stdout("a\n"), result("0.51")])).toBeUndefined();
  expect(outputsDifference([result("0.50")], [stdout("0.53\n")])).toEqual({
    committed: "0.50",
    fresh: "0.53",
  });
});
