import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";

interface Shown {
  data: Record<string, string>;
  metadata: Record<string, unknown>;
}
interface Results {
  [form: string]: Shown | string;
  unasked: Shown;
  picture: Shown;
  html: Shown;
}

const vegaLite = "application/vnd.vegalite.v5+json";

// What the kernel sends for a chart: the first one of the lecture, with a description that is not HTML.
const chart = readNotebook(resolve("notebooks", "0-start-here.ipynb"))
  .cells.flatMap(({ outputs = [] }) => outputs)
  .find(({ data }) => data?.[vegaLite] !== undefined);
const sent = {
  data: { ...chart?.data, "text/plain": "It rises <steadily>." },
  metadata: { [vegaLite]: { embed_options: {} }, "image/png": { width: 600, height: 400 } },
};

let results: Results;

beforeAll(() => {
  const program = resolve("test", "colab", "charts.py");
  const { stdout, stderr, status } = spawnSync(venvProgram("python"), ["-B", program], {
    input: JSON.stringify(sent),
    env: { PATH: process.env["PATH"], PYTHONUTF8: "1" },
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  results = JSON.parse(stdout) as Results;
});

test("unasked, a chart is sent in every form, so that each viewer takes the best that it knows", () => {
  expect(results.unasked).toEqual(sent);
});

test("for a viewer that knows only pictures it is a picture, with its description and its size", () => {
  expect(Object.keys(results.picture.data).sort()).toEqual(["image/png", "text/plain"]);
  expect(results.picture.data["text/plain"]).toBe("It rises <steadily>.");
  expect(results.picture.metadata).toEqual({ "image/png": { width: 600, height: 400 } });
});

test("asked for, it is HTML that needs nothing from elsewhere", () => {
  expect(Object.keys(results.html.data).sort()).toEqual(["text/html", "text/plain"]);
  const html = results.html.data["text/html"] ?? "";
  expect(html).toContain(`alt="It rises &lt;steadily&gt;."`);
  expect(html).not.toMatch(/<script[^>]*src|<link|import\(|fetch\(/);
  expect(html.length).toBeLessThan(600_000);
});

test.each([
  ["on Kaggle", "html"],
  ["on Colab", "html"],
  ["in a Python that has google.colab", "html"],
  ["on Colab, asked for a picture,", "picture"],
])("%s it is sent as %s", (where, form) => {
  expect(results[where]).toBe(form);
});

test("a form that does not exist is refused with those that do", () => {
  expect(results["nonsense"]).toBe(
    "LINEAR_NETWORKS_CHARTS is 'crayon'; one of vega-lite, html, picture is wanted.",
  );
});
