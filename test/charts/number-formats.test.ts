import type { TopLevelSpec } from "vega-lite";
import { bars } from "../../lib/src/charts/bars";
import { curves } from "../../lib/src/charts/curves/curves";
import { errorBars } from "../../lib/src/charts/error-bars";
import { decades } from "../../lib/src/charts/common/numbers";
import { histogram } from "../../lib/src/charts/histogram";
import { networkDrawing } from "../../lib/src/charts/network-drawing";
import { toSvg } from "../../lib/src/charts/render/render";
import { residuals } from "../../lib/src/charts/scatter/residuals";
import { scatterWithLine } from "../../lib/src/charts/scatter/scatter-with-line";
import { smallMultiples } from "../../lib/src/charts/small-multiples";

const texts = { title: "T", xTitle: "x", yTitle: "y" };
const series = [{ name: "a", x: [1, 2], y: [3, 4] }];

/** Charts whose numbers are written in a format of the reader's own. */
const charts: Record<string, (format: string) => TopLevelSpec> = {
  histogram: (xFormat) => histogram({ ...texts, values: [1, 2], xFormat }),
  "residuals, x": (xFormat) => residuals({ ...texts, predictions: [1, 2], residuals: [1, -1], xFormat }),
  "residuals, y": (yFormat) => residuals({ ...texts, predictions: [1, 2], residuals: [1, -1], yFormat }),
  "scatterWithLine, x": (xFormat) => scatterWithLine({ ...texts, x: [1, 2], y: [1, 2], xFormat }),
  "scatterWithLine, y": (yFormat) => scatterWithLine({ ...texts, x: [1, 2], y: [1, 2], yFormat }),
  "errorBars, y": (yFormat) =>
    errorBars({
      ...{ ...texts, barsShow: "b", yFormat },
      series: [{ name: "a", x: [1, 2], mean: [1, 2], low: [0, 1], high: [2, 3] }],
    }),
  "curves, x": (xFormat) => curves({ ...texts, series, xFormat }),
  "curves, y": (yFormat) => curves({ ...texts, series, yFormat }),
  "smallMultiples, x": (xFormat) => smallMultiples({ ...texts, panels: [{ title: "p", series }], xFormat }),
  "smallMultiples, y": (yFormat) => smallMultiples({ ...texts, panels: [{ title: "p", series }], yFormat }),
  bars: (xFormat) => bars({ ...texts, categories: ["a"], values: [1], xFormat }),
  networkDrawing: (format) =>
    networkDrawing({ title: "T", inputs: ["a"], outputs: ["b"], weights: [[1]], format }),
};

test.each(Object.entries(charts))(
  "%s refuses an invalid number format instead of dropping its labels",
  async (_, make) => {
    expect(await toSvg(make(",.2f"))).toContain("<text");
    for (const format of ["0.00 €", "zzz"]) {
      await expect((async () => toSvg(make(format)))()).rejects.toMatchObject({
        name: "ChartError",
        message: expect.stringContaining(format) as string,
      });
    }
  },
);

describe("on a logarithmic axis", () => {
  test.each([
    ["a power of ten at each end", [0.001, 1], [0.001, 0.01, 0.1, 1]],
    ["ends between powers of ten", [0.0007, 13], [0.001, 0.01, 0.1, 1, 10]],
    ["more decades than labels have room", [1e-12, 1e12], [1e-12, 1e-8, 1e-4, 1, 1e4, 1e8, 1e12]],
    ["a single power of ten", [2, 30], undefined],
    ["none", [2, 8], undefined],
  ] as const)("labels and grid lines stand at powers of ten: %s", (_, domain, wanted) => {
    expect(decades(domain)).toEqual(wanted ? { values: wanted } : {});
  });
});

test("curves on logarithmic axes have labels at powers of ten alone", async () => {
  const x = [0.001, 0.004, 0.02, 0.3, 1];
  const svg = await toSvg(curves({ ...texts, logX: true, logY: true, series: [{ name: "a", x, y: x }] }));
  const labels = [...svg.matchAll(/>(\d[\d.]*)</g)].map(([, label]) => label);
  expect(labels).toEqual(["0.001", "0.01", "0.1", "1", "0.001", "0.01", "0.1", "1"]);
});
