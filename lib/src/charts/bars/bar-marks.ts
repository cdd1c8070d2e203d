import { valueGap } from "./bar-layout";
import { boldWhereHighlighted } from "./bar-names";
import type { Layer } from "../common/chart-types";
import { along, type FixedAxis } from "../common/plot-frame";
import { colours } from "../common/theme";

const isNegative = "datum.value < 0";

/** Bars from zero to the rows' column `value`, pale where some are highlighted and they are not. */
export function barLayer(bar: {
  axis: FixedAxis;
  yTitle: string;
  hasCounts: boolean;
  somePale: boolean;
}): Layer {
  const { axis, yTitle, hasCounts, somePale } = bar;
  return {
    mark: { type: "bar", opacity: 1 },
    encoding: {
      x: along("value", axis),
      color: { condition: { test: isNegative, value: colours.vermilion }, value: colours.blue },
      ...(somePale && { opacity: { condition: { test: "datum.isHighlighted", value: 1 }, value: 0.35 } }),
      tooltip: [
        { field: "label", type: "nominal", title: yTitle },
        { field: "value", type: "quantitative", title: axis.title, format: axis.format },
        ...(hasCounts ? [{ field: "n", type: "nominal", title: "samples" } as const] : []),
      ],
    },
  };
}

/** The values beyond the ends of their bars: right of them, and left of them below zero. */
export const valueLayer = (axis: FixedAxis): Layer => ({
  mark: {
    ...{ type: "text", baseline: "middle", fontWeight: boldWhereHighlighted, tooltip: null },
    align: { expr: `${isNegative} ? "right" : "left"` },
    dx: { expr: `${isNegative} ? ${-valueGap} : ${valueGap}` },
  },
  encoding: {
    x: along("value", axis),
    text: { field: "value", type: "quantitative", format: axis.format },
  },
});
