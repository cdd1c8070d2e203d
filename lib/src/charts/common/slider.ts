import { ensure } from "./check";

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
  const assert = (holds: boolean, given: string, wanted: string): void =>
    ensure(caller, holds, `the slider for ${name} has ${given}; ${wanted} is wanted.`);
  const all = `min ${min}, max ${max}, step ${step} and value ${value}`;
  assert([min, max, value, step].every(Number.isFinite), all, "finite numbers");
  assert(min < max, `min ${min} and max ${max}`, "min < max");
  assert(value >= min && value <= max, `value ${value} outside ${min} … ${max}`, "a value within the range");
  assert(step > 0 && step <= max - min, `step ${step}`, `a step above 0 and at most ${max - min}`);
  return { name, value, bind: { input: "range", min, max, step, name: `${label} ` } };
}
