import { drive, setUpCell, type StepResult } from "./drive.mjs";

const vegaLite = "application/vnd.vegalite.v5+json";
const form = (name: string) => ({ code: `import os; os.environ["LINEAR_NETWORKS_CHARTS"] = "${name}"` });
const show = { code: '%%ts\nawait show(chart, { alt: "It rises <steadily>." });' };
const live = {
  code: `%%ts\nawait liveCurves(
  { names: ["loss"], title: "falls", xTitle: "x", yTitle: "y", alt: "It falls.", interval: 0 },
  async (add) => { for (const k of [1, 2, 3]) { add("loss", k, 4 - k); await new Promise((go) => setTimeout(go, 100)); } },
);`,
};

const steps = {
  setUp: { code: setUpCell() },
  imports: {
    code: `%%ts\nimport { curves, liveCurves, show } from "linear-networks";
const chart = curves({
  series: [{ name: "loss", x: [1, 2, 3], y: [1, 2, 3] }], title: "rises", xTitle: "x", yTitle: "y",
});`,
  },
  unasked: show,
  asPicture: form("picture"),
  picture: show,
  asHtml: form("html"),
  html: show,
  liveHtml: live,
  asNonsense: form("crayon"),
  nonsense: show,
  onColab: {
    code: `del os.environ["LINEAR_NETWORKS_CHARTS"]; import sys; sys.modules["google.colab"] = sys`,
  },
  colab: show,
  onKaggle: { code: `del sys.modules["google.colab"]; os.environ["KAGGLE_KERNEL_RUN_TYPE"] = "Interactive"` },
  kaggle: show,
};

let results: Record<keyof typeof steps, StepResult>;

beforeAll(async () => {
  const list = await drive(Object.values(steps));
  results = Object.fromEntries(Object.keys(steps).map((name, i) => [name, list[i]])) as typeof results;
}, 240_000);

interface Shown {
  data: Record<string, string>;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}
const shown = ({ messages }: StepResult) => messages.map(({ content }) => content as Shown);
const mimesOf = (result: StepResult) => Object.keys(shown(result)[0]?.data ?? {}).sort();

test("unasked, a chart is sent in every form, so that each viewer takes the best that it knows", () => {
  expect(mimesOf(results.unasked)).toEqual([vegaLite, "image/png", "text/plain"]);
  expect(shown(results.unasked)[0]?.metadata).toHaveProperty([vegaLite, "embed_options"]);
});

test("for a viewer that knows only pictures it is a picture, with its description and its size", () => {
  expect(mimesOf(results.picture)).toEqual(["image/png", "text/plain"]);
  const { data, metadata } = shown(results.picture)[0] ?? { data: {}, metadata: {} };
  expect(data["text/plain"]).toBe("It rises <steadily>.");
  expect(metadata).toEqual({
    "image/png": { width: expect.any(Number) as number, height: expect.any(Number) as number },
  });
});

test.each(["html", "colab", "kaggle"] as const)(
  "asked for or recognised (%s), it is HTML that needs nothing from elsewhere",
  (name) => {
    expect(mimesOf(results[name])).toEqual(["text/html", "text/plain"]);
    const html = shown(results[name])[0]?.data["text/html"] ?? "";
    expect(html).toContain(`alt="It rises &lt;steadily&gt;."`);
    expect(html).not.toMatch(/<script[^>]*src|<link|import\(|fetch\(/);
    expect(html.length).toBeLessThan(400_000);
  },
);

test("a live chart ends as HTML in the place of its last frame", () => {
  const outputs = shown(results.liveHtml);
  const last = outputs.at(-1);
  expect(outputs.length).toBeGreaterThan(2);
  expect(results.liveHtml.messages.at(-1)?.type).toBe("update_display_data");
  expect(last?.data).toHaveProperty(["text/html"]);
  expect(outputs[0]?.data).toHaveProperty(["image/svg+xml"]);
  expect(new Set(outputs.map(({ transient }) => transient.display_id)).size).toBe(1);
});

test("a form that does not exist is told with those that do", () => {
  expect(results.nonsense.reply).toMatchObject({
    status: "error",
    evalue: "LINEAR_NETWORKS_CHARTS is 'crayon'; one of vega-lite, html, picture is wanted.",
  });
});
