import { outputsDifference } from "../../tools/notebooks/compare.ts";
import { display, png } from "./make-notebook.mjs";

const vegaLite = "application/vnd.vegalite.v5+json";
const shown = (spec: object, description = "It falls within 0.7 seconds.") => [
  display({ [vegaLite]: spec, "image/png": png(680, 400), "text/plain": description }),
];
/** What differs where the cell that shows them is tagged `varies`. */
const difference = (committed: object, fresh: object) =>
  outputsDifference(shown(committed), shown(fresh), { varies: true });

const rows = (seconds: number) => `series,x,y\ntensors,1,${seconds}\ntyped arrays,1,3.5`;
const chart = (changes: object = {}) => ({
  title: { text: ["Training takes 0.7 s"], subtitle: "TensorFlow 2.15.1" },
  description: "loss over 12 seconds",
  data: { values: rows(2), format: { type: "csv", parse: { x: "number" } } },
  encoding: { x: { axis: { title: "seconds", values: [0, 0.5, 1] } }, y: { scale: { domain: [0, 7.5] } } },
  layer: [
    { mark: { type: "line" }, encoding: { color: { scale: { domain: ["tensors", "typed arrays"] } } } },
  ],
  ...changes,
});

const drawn = (...texts: string[]) => ({
  layer: [{ data: { values: texts.map((text, x) => ({ text, x })) } }],
});

/** The chart above, and the same with something changed. */
const changed = (what: string, changes: object): [string, object, object] => [what, chart(), chart(changes)];

test.each<[string, object, object]>([
  changed("a time in its title", {
    title: { text: ["Training takes 12.25 s"], subtitle: "TensorFlow 2.15.1" },
  }),
  changed("a version", { title: { text: ["Training takes 0.7 s"], subtitle: "TensorFlow 4.22.0" } }),
  changed("where its title's lines break", {
    title: { text: ["Training", "takes 1,000.5 s"], subtitle: "TensorFlow v3.0" },
  }),
  changed("an exponent and a sign", { description: "loss over −3×10⁻⁵ seconds" }),
  changed("measured values, and how many there are", {
    data: { ...chart().data, values: `${rows(99)}\ntensors,2,4` },
  }),
  changed("the ticks and the domain of an axis", {
    encoding: { x: { axis: { title: "seconds", values: [0, 10] } }, y: { scale: { domain: [-1, 3] } } },
  }),
  ["a number of its settings", { width: 320 }, { width: 640 }],
  ["pixels of a picture", { url: "data:image/png;base64,abc" }, { url: "data:image/png;base64,xyz" }],
  ["where a drawn word breaks", drawn("ankle\nboot"), drawn("ankle boot")],
  [
    "numbers of a column named as what every object has",
    { data: { values: "constructor,__proto__\n1,2" } },
    { data: { values: "constructor,__proto__\n3,4" } },
  ],
  ["rows without a name", { data: { values: "s,y\na,1\n,2" } }, { data: { values: "s,y\na,1" } }],
  [
    "rows with null for a name",
    { data: { values: [{ s: "a" }, { s: null }] } },
    { data: { values: [{ s: "a" }] } },
  ],
])("a chart that varies may differ in %s", (_, before, after) => {
  expect(difference(before, after)).toBeUndefined();
});

const inside = { title: "Shirts are mixed up" };
const outside = { title: "Nothing is mixed up" };
const axis = (title: string) => ({ encoding: { y: { axis: { title } } } });
const legend = (title: string) => ({ encoding: { color: { legend: { title } } } });

test.each<[string, object, object, string]>([
  ["title", inside, outside, ".title: Shirts are mixed up"],
  ["title in lines", { title: { text: ["a", "b"] } }, { title: { text: ["a", "c"] } }, ".title.text[1]: b"],
  [
    "subtitle",
    { title: { subtitle: "before" } },
    { title: { subtitle: "after" } },
    ".title.subtitle: before",
  ],
  ["title that is gone", inside, {}, ".title: Shirts are mixed up"],
  ["description", { description: "rises" }, { description: "falls" }, ".description: rises"],
  ["axis title", axis("seconds"), axis("epochs"), ".encoding.y.axis.title: seconds"],
  [
    "axis title that is switched off",
    axis("seconds"),
    { encoding: { y: { axis: null } } },
    '.encoding.y.axis: {"title":"seconds"}',
  ],
  ["legend title", legend("kind"), legend("class"), ".encoding.color.legend.title: kind"],
  ...["hconcat", "vconcat", "concat", "layer"].map((key): [string, object, object, string] => [
    `title in its ${key}`,
    { [key]: [{}, { [key]: [inside] }] },
    { [key]: [{}, { [key]: [outside] }] },
    `.${key}[1].${key}[0].title: Shirts are mixed up`,
  ]),
  [
    "facet's title",
    { facet: { header: inside } },
    { facet: { header: outside } },
    ".facet.header.title: Shirts",
  ],
  ["title in a facet", { spec: inside }, { spec: outside }, ".spec.title: Shirts are mixed up"],
  ["mark", { mark: "line" }, { mark: "point" }, ".mark: line"],
  ["number of panels", { hconcat: [{}, {}] }, { hconcat: [{}] }, ".hconcat: [{},{}]"],
  [
    "legend's names",
    { encoding: { color: { scale: { domain: ["old", "new"] } } } },
    { encoding: { color: { scale: { domain: ["old", "newer"] } } } },
    ".encoding.color.scale.domain[1]: new",
  ],
  [
    "series in its rows",
    { data: { values: "s,y\na,1" } },
    { data: { values: "s,y\nb,1" } },
    ".data.values.s: a",
  ],
  [
    "series in named rows",
    { datasets: { one: [{ s: "a" }] } },
    { datasets: { one: [{ s: "b" }] } },
    ".datasets.one.s: a",
  ],
  ["column", { data: { values: "s,y\na,1" } }, { data: { values: "s,z\na,1" } }, ".data.values.y: "],
  [
    "drawn word",
    drawn("predicted class"),
    drawn("actual class"),
    ".layer[0].data.values.text: predicted class",
  ],
  ["name with a digit", { title: "w1 falls" }, { title: "w2 falls" }, ".title: w1 falls"],
  [
    "kind of picture",
    { url: "data:image/png;base64,abc" },
    { url: "data:image/jpeg;base64,abc" },
    ".url: data:image/png",
  ],
  ["number for a word", { title: "0.5" }, { title: "NaN" }, ".title: 0.5"],
])("a chart that varies may not have another %s", (_, before, after, told) => {
  expect(difference(before, after)?.committed).toContain(`${vegaLite}${told}`);
  expect(difference(after, before)).toBeDefined();
});

test("of rows with numbers, colours or pictures the words may vary, too", () => {
  const row = (told: string, fill: string, url: string) => ({ data: { values: [{ told, fill, url }] } });
  const before = row("1 shirt was taken for a coat", "#0072b2", "data:image/png;base64,abc");
  const after = row("2 shirts were taken for coats", "#ffffff", "data:image/png;base64,xyz");
  expect(difference(before, after)).toBeUndefined();
});

test("a description of a chart that varies has the same words around other numbers", () => {
  const described = (text: string) => shown(chart(), text);
  const compare = (a: string, b: string) => outputsDifference(described(a), described(b), { varies: true });
  expect(compare("It falls within 0.7 seconds.", "It falls within 3 seconds.")).toBeUndefined();
  expect(compare("It falls within 0.7 seconds.", "It rises within 0.7 seconds.")).toEqual({
    committed: "It falls within 0.7 seconds.",
    fresh: "It rises within 0.7 seconds.",
  });
});

test("so has the description of a picture that varies, while other texts and data may say something else", () => {
  const picture = (text: string) => [display({ "image/png": png(2, 2), "text/plain": text })];
  expect(outputsDifference(picture("A shirt"), picture("A coat"), { varies: true })).toBeDefined();
  const data = (word: string) => [display({ "application/json": { word }, "text/plain": word })];
  expect(outputsDifference(data("a"), data("b"), { varies: true })).toBeUndefined();
  const words = (text: string) => [display({ "text/plain": text })];
  expect(outputsDifference(words("1 of 10 epochs"), words("done"), { varies: true })).toBeUndefined();
});
