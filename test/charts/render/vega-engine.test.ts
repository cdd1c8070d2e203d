import type { SceneItem } from "../../../lib/src/charts/render/vega-engine";
import { textWidth } from "../../../lib/src/charts/common/fonts";
import { themed } from "../../../lib/src/charts/common/theme";
import { svgOf } from "../../../lib/src/charts/render/vega-engine";
import { draw, items } from "../draw";

const said = (text: string, limit?: number) =>
  themed({
    width: 400,
    height: 50,
    data: { values: [{}] },
    mark: { type: "text", text, fontSize: 20, ...(limit && { limit }) },
    encoding: {},
  });

/** How wide Vega believes an item to be, in pixels. */
const boundsWidth = (item: SceneItem): number => {
  const { x1, x2 } = (item as { bounds: { x1: number; x2: number } }).bounds;
  return x2 - x1;
};

describe("Vega without a browser", () => {
  test("measures texts by the font that they are drawn in", async () => {
    for (const text of ["Mii", "MMM"]) {
      const view = await draw(said(text));
      expect(boundsWidth(items(view, "text")[0])).toBeCloseTo(textWidth(text, { fontSize: 20 }), 6);
      view.finalize();
    }
    expect(textWidth("MMM", { fontSize: 20 })).toBeGreaterThan(1.5 * textWidth("Mii", { fontSize: 20 }));
  });

  test("cuts a text at its limit, not before", async () => {
    const text = "price of the house";
    const width = textWidth(text, { fontSize: 20 });
    const whole = await draw(said(text, width + 1));
    expect(svgOf(whole)).toContain(`>${text}<`);
    whole.finalize();
    const cut = await draw(said(text, width / 2));
    const [, shown = ""] = />(price[^<]*)…</.exec(svgOf(cut)) ?? [];
    const left = width / 2 - textWidth(`${shown}…`, { fontSize: 20 });
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left).toBeLessThan(20);
    expect(boundsWidth(items(cut, "text")[0])).toBeLessThanOrEqual(width / 2);
    cut.finalize();
  });

  test("draws a view's picture as it is now, without waiting", async () => {
    const view = await draw(
      themed({
        width: 100,
        height: 50,
        params: [{ name: "size", value: 10 }],
        data: { values: [{}] },
        mark: { type: "text", text: { expr: '"size " + size' } },
        encoding: {},
      }),
    );
    expect(svgOf(view)).toContain(">size 10<");
    view.signal("size", 20).run();
    expect(svgOf(view)).toContain(">size 20<");
    view.finalize();
  });
});
