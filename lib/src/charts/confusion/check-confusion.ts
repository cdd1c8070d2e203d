import { ChartError } from "../common/chart-error";
import { assertText } from "../common/check-input";
import type { ConfusionChartOptions } from "./confusion-chart";

const caller = "confusionChart";
const mostClasses = 20;

/** @throws ChartError as `confusionChart` says */
export function checkConfusion({ matrix, classes, title }: ConfusionChartOptions): void {
  assertText(caller, "title", title);
  const q = classes?.length ?? 0;
  if (q < 2 || q > mostClasses) {
    throw new ChartError(
      `${caller}: classes has ${q} names; 2 to ${mostClasses} are wanted. Of more, draw those that are mixed up most.`,
    );
  }
  classes.forEach((name, place) => assertText(caller, `classes[${place}]`, name));
  const twice = classes.find((name, place) => classes.indexOf(name) < place);
  if (twice !== undefined) {
    throw new ChartError(`${caller}: two classes are "${twice}"; different names are wanted.`);
  }
  const long = classes.find((name) => name.length > 30);
  if (long) {
    throw new ChartError(
      `${caller}: the class "${long}" has ${long.length} characters; at most 30 have room.`,
    );
  }
  if (matrix?.length !== q) {
    throw new ChartError(
      `${caller}: matrix has ${String(matrix?.length)} rows; one for each of ${q} classes is wanted.`,
    );
  }
  matrix.forEach((counts, row) => {
    if (counts?.length !== q) {
      throw new ChartError(
        `${caller}: matrix[${row}] has ${counts?.length ?? "no"} counts; one for each of ${q} classes is wanted.`,
      );
    }
    const wrong = counts.findIndex((count) => !(Number.isInteger(count) && count >= 0));
    if (wrong >= 0) {
      throw new ChartError(
        `${caller}: matrix[${row}][${wrong}] is ${String(counts[wrong])}; a whole number ≥ 0 is wanted. Give counts, ` +
          "not shares.",
      );
    }
  });
}
