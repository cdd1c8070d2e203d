import { ChartError } from "./chart-error";

/** A slider's range. `value` is where it stands at first; `label` is written beside it. */
export interface Slider {
  min: number;
  max: number;
  /** Default: a thousandth of the range. */
  step?: number;
  value: number;
  /** Default: the parameter's name. */
  label?: string;
}

/** A Vega-Lite parameter that a slider sets. */
export interface SliderParameter {
  name: string;
  value: number;
  bind: { input: "range"; min: number; max: number; step: number; name: string };
}

/**
 * A Vega-Lite parameter bound to a slider.
 *
 * @param name the parameter's name in Vega expressions
 * @throws ChartError unless min < max, min ≤ value ≤ max and 0 < step ≤ max − min, all finite
 */
export function sliderParameter(caller: string, name: string, slider: Slider): SliderParameter {
  const { min, max, value, step = (max - min) / 1000, label = name } = slider;
  const wrong = (given: string, wanted: string): never => {
    throw new ChartError(`${caller}: the slider for ${name} has ${given}; ${wanted} is wanted.`);
  };
  if (![min, max, value, step].every(Number.isFinite)) {
    wrong(`min ${min}, max ${max}, step ${step} and value ${value}`, "finite numbers");
  }
  if (min >= max) wrong(`min ${min} and max ${max}`, "min < max");
  if (value < min || value > max) wrong(`value ${value} outside ${min} … ${max}`, "a value within the range");
  if (step <= 0 || step > max - min) wrong(`step ${step}`, `a step above 0 and at most ${max - min}`);
  return { name, value, bind: { input: "range", min, max, step, name: `${label} ` } };
}
