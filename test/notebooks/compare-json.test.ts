import { csvRows, jsonDifference, valueAt } from "../../tools/notebooks/compare-json.ts";
import { png } from "./make-notebook.mjs";

const chart = (values: string, title = "A price is 280.62 × its area") => ({
  title,
  width: 640,
  data: { values, format: { type: "csv", parse: { x: "number" } } },
  layer: [{ mark: "point" }, { mark: "line" }],
});

test.each([
  ["a number by less than a thousandth", { a: 1000 }, { a: 1000.9 }],
  ["key order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["a number that is nothing beside its neighbours", [1e6, 1e-3], [1e6, -2e-3]],
  ["a number by less than a millionth of the largest beside it", [1e6, 0.1], [1e6, 0.9]],
  [
    "a cell of CSV by less than a millionth of its column",
    chart("x\n1000000\n0.1"),
    chart("x\n1000000\n0.9"),
  ],
  ["the same in a column of rows", [{ x: 1e6 }, { x: 1e-3 }], [{ x: 1e6 }, { x: -2e-3 }]],
  ["cells of CSV", chart("x,y\n1000,a\n2,b"), chart("x,y\n1000.5,a\n2.001,b")],
  [
    "a number within the words of a CSV cell",
    chart(`x,told\n1,"Of 1,000 shirts, 83.1 % were found"`),
    chart(`x,told\n1,"Of 1,000 shirts, 83.2 % were found"`),
  ],
  ["numbers in a title by one unit", chart(""), chart("", "A price is 280.63 × its area")],
  [
    "pixels of an embedded picture",
    { url: `data:image/png;base64,${png(2, 2)}` },
    { url: `data:image/png;base64,${png(2, 2)}AAAA` },
  ],
])("charts may differ in %s", (_, a, b) => {
  expect(jsonDifference(a, b)).toBeUndefined();
});

test.each<[string, unknown, unknown, string]>([
  ["a number by more than a thousandth", { a: [1000] }, { a: [1001.1] }, "$.a[0]"],
  ["a number by more than a millionth of the largest beside it", [1e6, 1], [1e6, 3], "$[1]"],
  ["the same in a column of rows", [{ x: 1e6 }, { x: 1 }], [{ x: 1e6 }, { x: 3 }], "$[1].x"],
  [
    "a cell of CSV by more than a millionth of its column",
    chart("x\n1000000\n1"),
    chart("x\n1000000\n3"),
    "$.data.values",
  ],
  ["a number beside others whose column is another", [{ x: 1e6, y: 1 }], [{ x: 1e6, y: 3 }], "$[0].y"],
  ["structure", { layer: [{ mark: "point" }] }, { layer: [] }, "$.layer.length"],
  ["a key that is gone", { a: 1, b: 2 }, { a: 1 }, "$.b"],
  ["a key that is new", { a: 1 }, { a: 1, b: null }, "$.b"],
  ["a word", { mark: "point" }, { mark: "line" }, "$.mark"],
  ["type", { a: 1 }, { a: "1" }, "$.a"],
  ["a list for an object", { a: [] }, { a: {} }, "$.a"],
  ["a null for a number", { a: 0 }, { a: null }, "$.a"],
  ["a CSV cell", chart("x,y\n1,a"), chart("x,y\n1.1,a"), "$.data.values"],
  ["a CSV word", chart("x,y\n1,a"), chart("x,y\n1,b"), "$.data.values"],
  ["a word of a quoted CSV cell", chart(`x,told\n1,"a, b"`), chart(`x,told\n1,"a, c"`), "$.data.values"],
  ["the count of CSV rows", chart("x,y\n1,a"), chart("x,y\n1,a\n2,a"), "$.data.values"],
  [
    "the size of an embedded picture",
    { url: `data:image/png;base64,${png(2, 2)}` },
    { url: `data:image/png;base64,${png(2, 3)}` },
    "$.url",
  ],
])("charts may not differ in %s", (_, a, b, path) => {
  expect(jsonDifference(a, b)).toBe(path);
  expect(jsonDifference(b, a)).toBe(path);
});

test("the value at a difference can be shown", () => {
  expect(valueAt({ a: [{ b: 5 }] }, "$.a[0].b")).toBe(5);
  expect(valueAt({ a: 1 }, "$.b")).toBeUndefined();
});

const isCsv = (text: string) => csvRows(text) !== undefined;

test("CSV is told from prose", () => {
  expect(isCsv("x,y\n1,2")).toBe(true);
  expect(isCsv("A title, of one line")).toBe(false);
  expect(isCsv("A title\nof two lines, with a comma")).toBe(false);
});

test("an empty CSV cell is no number", () => {
  expect(jsonDifference("x,y\n,1", "x,y\n0,1")).toBe("$");
});
