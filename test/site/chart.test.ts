import { vegaLite, chartHtml, compiledChart } from "../../tools/site/chart.ts";
import sharp from "sharp";

const chart = (bind: object) => ({
  params: [{ name: "rate", value: 0.3, bind }],
  data: { values: [{ x: 1, y: 2 }] },
  mark: "point",
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
});
const range = { input: "range", name: "learning rate η ", min: -1, max: 2, step: 0.1 };

test("a chart is compiled to what Vega draws, its sliders taken out", () => {
  const { spec, sliders } = compiledChart(chart(range));
  expect(sliders).toEqual([
    { signal: "rate", label: "learning rate η", min: -1, max: 2, step: 0.1, value: 0.3 },
  ]);
  expect(spec).toMatchObject({ signals: [{ name: "rate", value: 0.3 }], marks: [{ type: "symbol" }] });
  expect(JSON.stringify(spec)).not.toMatch(/"bind"|schema/);
});

test("an input that is no slider is told of, not left out", () => {
  expect(() => compiledChart(chart({ input: "select", options: [1, 2] }))).toThrow(
    "the chart's rate is set by an input of type select",
  );
});

test("what Vega-Lite warns about is an error", () => {
  const wrong = {
    ...chart(range),
    encoding: { x: { field: "x", type: "quantitative" }, foo: { field: "y" } },
  };
  expect(() => compiledChart(wrong)).toThrow(/^Vega-Lite finds fault with a chart: .*foo/);
});

test("a chart's page part has its description, its picture, its sliders by name and value, and its data", async () => {
  const png = (await sharp({ create: { width: 40, height: 20, channels: 3, background: "red" } })
    .png()
    .toBuffer()) as Buffer;
  const html = await chartHtml(
    {
      [vegaLite]: chart({ ...range, min: -2 }),
      "image/png": png.toString("base64"),
      "text/plain": 'A "red" <b>',
    },
    { width: 20, height: 10 },
    "c1",
  );
  expect(html).toContain('role="img" aria-label="A &quot;red&quot; &lt;b&gt;"');
  expect(html).toContain('<label for="c1-slider-1">learning rate η</label>');
  expect(html).toContain('min="-2" max="2" step="0.1" value="0.3" aria-valuetext="0.3"');
  const [, webp = ""] = /src="data:image\/webp;base64,([^"]*)" width="20" height="10"/.exec(html) ?? [];
  const picture = sharp(Buffer.from(webp, "base64"));
  expect(await picture.metadata()).toMatchObject({ format: "webp", width: 40, height: 20 });
  const pixels = (await picture.raw().toBuffer()) as Buffer;
  expect([...pixels.subarray(0, 3)]).toEqual([255, 0, 0]);
  const [, json = ""] = /<script type="application\/json">(.*)<\/script>/s.exec(html) ?? [];
  expect(JSON.parse(json)).toMatchObject({ signals: [{ name: "rate" }] });
});
