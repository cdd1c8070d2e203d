import { ChartError } from "../common/chart-error";
import type { Layer } from "../common/chart-types";
import { textWidth } from "../render/fonts";

/** The widest a category's name may be, in pixels, so that most of the chart is left to the bars. */
const widest = 240;
/** Between names and bars, in pixels. */
const gap = 8;
const nameSize = 12;
const countSize = 10.5;

/** For text marks whose rows say whether they are highlighted. */
export const boldWhereHighlighted = { expr: 'datum.isHighlighted ? "bold" : "normal"' };

/**
 * Room in pixels that the names to the left of the bars take, and what is written below them.
 *
 * @throws ChartError if a name is too wide
 */
export function roomForNames(caller: string, names: readonly string[], below: readonly string[]): number {
  // As wide as in bold, which a highlighted category is written in.
  const widths = names.map((name) => textWidth(name, { fontSize: nameSize, fontWeight: "bold" }));
  const wide = widths.findIndex((width) => width > widest);
  if (wide >= 0) {
    throw new ChartError(
      `${caller}: the label "${names[wide]}" is ${Math.round(widths[wide])} pixels wide; at most ${widest} leave ` +
        "room for the bars. Shorten it.",
    );
  }
  return (
    Math.ceil(Math.max(...widths, ...below.map((text) => textWidth(text, { fontSize: countSize })))) + gap
  );
}

/**
 * Names from the rows' column `label`, in bold where `isHighlighted`; below them, if wanted, the column `n`.
 *
 * @param leftOfFrame pixels between names and frame that the values of bars take
 */
export function nameLayers({ hasCounts, leftOfFrame }: { hasCounts: boolean; leftOfFrame: number }): Layer[] {
  const x = -gap - leftOfFrame;
  const common = { type: "text", x, align: "right", baseline: "middle", tooltip: null } as const;
  const name: Layer = {
    mark: { ...common, fontSize: nameSize, fontWeight: boldWhereHighlighted, dy: hasCounts ? -7 : 0 },
    encoding: { text: { field: "label", type: "nominal" } },
  };
  const count: Layer = {
    mark: { ...common, fontSize: countSize, dy: 8, color: "#555555" },
    encoding: { text: { field: "n", type: "nominal" } },
  };
  return hasCounts ? [name, count] : [name];
}
