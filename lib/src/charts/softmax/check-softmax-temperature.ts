import { ChartError } from "../common/chart-error";
import { assertNumber, assertNumbers, assertText } from "../common/check-input";
import type { SoftmaxTemperatureOptions } from "./softmax-temperature";

/** The range of temperatures. */
export const [coldest, hottest] = [0.1, 10];
const mostClasses = 20;

/** @throws ChartError if the chart cannot be drawn truthfully: see `softmaxTemperature` */
export function checkSoftmaxTemperature(
  caller: string,
  { labels, logits, temperature = 1, title, yTitle = "y" }: SoftmaxTemperatureOptions,
): void {
  for (const [name, text] of Object.entries({ title, yTitle })) assertText(caller, name, text);
  if (!(labels?.length >= 2 && labels.length <= mostClasses)) {
    throw new ChartError(
      `${caller}: labels has ${labels?.length ?? "no"} names; 2 to ${mostClasses} are wanted.`,
    );
  }
  labels.forEach((label, place) => {
    assertText(caller, `labels[${place}]`, label);
    if (labels.indexOf(label) < place) {
      throw new ChartError(`${caller}: two labels are "${label}"; give each class its own name.`);
    }
  });
  assertNumbers(caller, "logits", logits);
  if (logits.length !== labels.length) {
    throw new ChartError(
      `${caller}: logits has ${logits.length} entries; one for each of the ${labels.length} labels is wanted.`,
    );
  }
  assertNumber(caller, "temperature", temperature);
  if (!(temperature >= coldest && temperature <= hottest)) {
    throw new ChartError(`${caller}: temperature is ${temperature}; ${coldest} to ${hottest} is wanted.`);
  }
}
