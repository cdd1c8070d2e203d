import { aWholeNumber, ensure } from "../common/check";
import { sliderParameter, type SliderParameter } from "../common/slider";
import type { DescentPath } from "./descent-path";

/** What the reader may move. */
export interface PathControls {
  /**
   * Shows the paths of one learning rate at a time, at first of this one, which must be a path's. A slider
   * where the rates are equally far apart, else a menu.
   */
  learningRate?: number;
  /** Shows the paths up to a number of steps, at first this one, by a slider. */
  steps?: number;
}

interface MenuParameter {
  name: string;
  value: number;
  bind: { input: "select"; options: number[]; name: string };
}

/** Controls as Vega-Lite knows them, and Vega expressions by which rows follow them. */
export interface PathSwitches {
  params: (SliderParameter | MenuParameter | { name: string; expr: string })[];
  /** All learning rates, ascending. Rows tell theirs by its place here, in the column `rate`. */
  rates: number[];
  /** Whether rows are of the chosen rate; "true" where none is chosen. */
  isChosen: string;
  /** How many steps are shown. */
  stepsShown: string;
}

/**
 * The parameters `learningRate` and `steps`, as far as wanted.
 *
 * @throws ChartError if a control starts at a rate that no path has, or at a step that no path reaches
 */
export function pathSwitches(
  caller: string,
  paths: readonly DescentPath[],
  { learningRate, steps }: PathControls,
): PathSwitches {
  const rates = [...new Set(paths.map((path) => path.learningRate))].sort((first, second) => first - second);
  const last = Math.max(...paths.map(({ points }) => points.length - 1));
  const params: PathSwitches["params"] = [];
  if (learningRate !== undefined) params.push(...rateControl(caller, rates, learningRate));
  if (steps !== undefined) {
    aWholeNumber(0)(caller, "controls.steps", steps);
    params.push(sliderParameter(caller, "steps", { min: 0, max: last, step: 1, value: steps }));
  }
  return {
    params,
    rates,
    isChosen: learningRate === undefined ? "true" : "datum.rate === chosenRate",
    stepsShown: steps === undefined ? `${last}` : "steps",
  };
}

/** The control of the learning rate, and the chosen one's place among the rates. */
function rateControl(caller: string, rates: readonly number[], value: number): PathSwitches["params"] {
  ensure(
    caller,
    rates.includes(value),
    `controls.learningRate is ${value}; one of the paths' is wanted: ${rates.join(", ")}.`,
  );
  const [min, max] = [rates[0], rates[rates.length - 1]];
  const step = Number(((max - min) / (rates.length - 1)).toPrecision(9));
  const isEven = rates.every((rate, place) => Math.abs(rate - min - place * step) < 1e-6 * step);
  const [name, label] = ["learningRate", "learning rate η"];
  if (rates.length > 2 && isEven) {
    return [
      sliderParameter(caller, name, { min, max, step, value, label }),
      { name: "chosenRate", expr: `round((learningRate - ${min}) / ${step})` },
    ];
  }
  return [
    { name, value, bind: { input: "select", options: [...rates], name: `${label} ` } },
    { name: "chosenRate", expr: `indexof(${JSON.stringify(rates)}, learningRate)` },
  ];
}
