import { ChartError } from "../common/chart-error";
import type { DescentPath } from "./descent-path";
import { sliderParameter, type SliderParameter } from "../common/slider";

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
  /** Whether rows are of the chosen rate. */
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
  const stepsParameters =
    steps === undefined
      ? []
      : [sliderParameter(caller, "steps", { min: 0, max: last, step: 1, value: wholeSteps(caller, steps) })];
  const switches = { rates, stepsShown: steps === undefined ? `${last}` : "steps" };
  if (learningRate === undefined) return { ...switches, params: stepsParameters, isChosen: "true" };
  if (!rates.includes(learningRate)) {
    throw new ChartError(
      `${caller}: controls.learningRate is ${learningRate}; one of the paths' is wanted: ${rates.join(", ")}.`,
    );
  }
  const { parameter, place } = rateControl(caller, rates, learningRate);
  return {
    ...switches,
    params: [parameter, { name: "chosenRate", expr: place }, ...stepsParameters],
    isChosen: "datum.rate === chosenRate",
  };
}

/** The control of the learning rate, and the Vega expression of the chosen one's place among the rates. */
function rateControl(
  caller: string,
  rates: readonly number[],
  value: number,
): { parameter: SliderParameter | MenuParameter; place: string } {
  const [min, max] = [rates[0], rates[rates.length - 1]];
  const step = Number(((max - min) / (rates.length - 1)).toPrecision(9));
  const isEven = rates.every((rate, place) => Math.abs(rate - min - place * step) < 1e-6 * step);
  if (rates.length > 2 && isEven) {
    const slider = { min, max, step, value, label: "learning rate η" };
    return {
      parameter: sliderParameter(caller, "learningRate", slider),
      place: `round((learningRate - ${min}) / ${step})`,
    };
  }
  return {
    parameter: {
      name: "learningRate",
      value,
      bind: { input: "select", options: [...rates], name: "learning rate η " },
    },
    place: `indexof(${JSON.stringify(rates)}, learningRate)`,
  };
}

function wholeSteps(caller: string, steps: number): number {
  if (Number.isInteger(steps) && steps >= 0) return steps;
  throw new ChartError(`${caller}: controls.steps is ${steps}; a whole number ≥ 0 is wanted.`);
}
