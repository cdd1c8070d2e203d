import { ChartError } from "../common/chart-error";
import { assertDomain, assertNumbers } from "../common/check-input";
import type { Contour } from "./contour-with-paths";
import { within } from "../common/plot-frame";

const mostThresholds = 20;

/** @throws ChartError unless frame, thresholds, minimum and height (pixels) are such as `contourWithPaths` wants */
export function checkContour(caller: string, contour: Contour, height = 400): void {
  const { f, xDomain, yDomain, thresholds, minimum } = contour;
  if (typeof f !== "function") {
    throw new ChartError(`${caller}: f is ${typeof f}; a function of x and y is wanted.`);
  }
  assertDomain(caller, "xDomain", xDomain);
  assertDomain(caller, "yDomain", yDomain);
  if (!(height >= 120 && height <= 600)) {
    throw new ChartError(`${caller}: height is ${height}; 120 to 600 pixels are wanted.`);
  }
  if (thresholds) assertThresholds(caller, thresholds);
  if (!minimum) return;
  assertNumbers(caller, "minimum", minimum);
  if (minimum.length !== 2 || !within(minimum[0], xDomain) || !within(minimum[1], yDomain)) {
    throw new ChartError(
      `${caller}: minimum is ${JSON.stringify(minimum)}; two numbers in the frame are wanted.`,
    );
  }
}

function assertThresholds(caller: string, thresholds: readonly number[]): void {
  assertNumbers(caller, "thresholds", thresholds);
  if (thresholds.length > mostThresholds) {
    throw new ChartError(
      `${caller}: thresholds has ${thresholds.length} values; at most ${mostThresholds} shades can be told apart.`,
    );
  }
  const wrong = thresholds.findIndex((value, place) => place > 0 && value <= thresholds[place - 1]);
  if (wrong < 0) return;
  throw new ChartError(
    `${caller}: thresholds[${wrong}] is ${thresholds[wrong]}, not above ${thresholds[wrong - 1]}; give them in ascending order.`,
  );
}
