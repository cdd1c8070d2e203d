import type { Transform } from "vega-lite/build/src/transform";
import { ChartError } from "../common/chart-error";
import type { Channels, Layer } from "../common/chart-types";
import { safeText } from "../common/safe-texts";
import { textWidth } from "../render/fonts";

/** How paths are told apart. */
export type Looks = Pick<Channels, "color" | "shape">;

/** Height of a row above the frame, in pixels. */
const rowHeight = 18;
/** What names may take of a row, in pixels; numbers take the rest. */
const mostForNames = 210;

/**
 * Above the frame, a row for each path: its look, name, learning rate, and where it has come to. For rows with
 * the columns `series`, `eta`, `step`, `value`, `inside`, `overflows`, `last` and `isNow`.
 *
 * @param labels the paths' names by `series`
 * @param stepsShown Vega expression of the steps that are shown
 */
export function pathKeyLayers(
  labels: readonly string[],
  { looks, valueName, stepsShown }: { looks: Looks; valueName: string; stepsShown: string },
): Layer[] {
  const steps = `datum.step + (datum.step === 1 ? " step" : " steps")`;
  const reached =
    `(datum.step === 0 ? "at the start " : "after " + ${steps} + " ") + ` +
    `${JSON.stringify(`${valueName} = `)} + format(datum.value, ".4~g") + ` +
    `(datum.inside === 1 ? "" : ", outside the frame")`;
  const told =
    `${JSON.stringify(labels.map(safeText))}[datum.series] + ", η = " + format(datum.eta, ".4~g") + ": " + ` +
    `(datum.overflows === 1 && ${stepsShown} > datum.last ? "overflows after " + ${steps} : ${reached})`;
  const y = { expr: `-12 - ${rowHeight} * (${labels.length - 1} - datum.series)` };
  const isNow: Transform[] = [{ filter: "datum.isNow" }];
  return [
    {
      transform: isNow,
      mark: { type: "point", x: 8, y, size: 90, opacity: 1, tooltip: null },
      encoding: looks,
    },
    {
      transform: [...isNow, { calculate: told, as: "told" }],
      mark: { type: "text", x: 22, y, align: "left", baseline: "middle", tooltip: null },
      encoding: { text: { field: "told", type: "nominal" } },
    },
  ];
}

/** Above a narrow frame: learning rate and steps, and below them where the path has come to. */
export function captionLayers({ valueName, stepsShown }: { valueName: string; stepsShown: string }): Layer[] {
  const isNow: Transform[] = [{ filter: "datum.isNow" }];
  const hasOverflown = `(datum.overflows === 1 && ${stepsShown} > datum.last)`;
  const lines = [
    `"η = " + format(datum.eta, ".4~g") + ", " + datum.step + (datum.step === 1 ? " step" : " steps")`,
    `${hasOverflown} ? "then it overflows" : ${JSON.stringify(`${valueName} = `)} + format(datum.value, ".3~g") + ` +
      `(datum.inside === 1 ? "" : ", outside")`,
  ];
  return lines.map((told, line): Layer => ({
    transform: [...isNow, { calculate: told, as: "told" }],
    mark: { type: "text", x: 0, y: -22 + 14 * line, align: "left", fontSize: 11, tooltip: null },
    encoding: { text: { field: "told", type: "nominal" } },
  }));
}

/** @throws ChartError if a name leaves too little room for the numbers beside it */
export function assertKey(caller: string, labels: readonly string[], valueName: string): void {
  for (const label of labels) {
    const width = textWidth(`${label}${valueName}`, { fontSize: 12 });
    if (width <= mostForNames) continue;
    throw new ChartError(
      `${caller}: the names "${label}" and "${valueName}" are ${Math.round(width)} pixels wide together; at most ` +
        `${mostForNames} leave room for the numbers beside them. Shorten them.`,
    );
  }
}
