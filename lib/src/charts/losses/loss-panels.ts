import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { assertNumber, assertText } from "../common/check-input";
import { sliderParameter } from "../common/slider";
import { arrangePanels, panelGrid } from "../small-multiples/panel-grid";
import { captionLayer, captionRoom, curveLayer, stepLayer } from "./loss-layers";

export interface LossPanelsOptions {
  /** Where the prediction ŷ stands at first, −3 to 3; the label is 0. Default 2.5. */
  point?: number;
  /** Huber's δ at first, 0.1 to 3. Default 1. */
  delta?: number;
  /** η of the step that is drawn, above 0 and at most 2. Default 0.3. */
  learningRate?: number;
  /** What the chart shows, as a finding. */
  title: string;
}

/** A loss and its derivative as Vega expressions of the error ŷ − y, itself an expression. */
export interface LossInWords {
  title: string;
  loss: (error: string) => string;
  gradient: (error: string) => string;
  hasDelta: boolean;
}

const caller = "lossPanels";
const [leastDelta, greatestDelta] = [0.1, 3];
/** Of the frame and of the slider. */
const farthest = 3;

const losses: readonly LossInWords[] = [
  {
    title: "L2",
    loss: (e) => `0.5 * ${e} * ${e}`,
    gradient: (e) => e,
    hasDelta: false,
  },
  {
    title: "L1",
    loss: (e) => `abs(${e})`,
    gradient: (e) => `(${e} > 0 ? 1 : ${e} < 0 ? -1 : 0)`,
    hasDelta: false,
  },
  {
    title: "Huber",
    loss: (e) => `(abs(${e}) <= delta ? 0.5 * ${e} * ${e} : delta * (abs(${e}) - 0.5 * delta))`,
    gradient: (e) => `clamp(${e}, -delta, delta)`,
    hasDelta: true,
  },
];

/**
 * Squared, absolute and Huber's loss of one prediction ŷ whose label y is 0, in a panel each: the loss, the likelihood
 * exp(−loss) (not normalised) and the gradient over ŷ. A slider moves ŷ, for which the three values are told and one
 * step of gradient descent is drawn, an arrow of length η · |gradient|, to where it ends on the loss's curve; another
 * slider sets Huber's δ. Computed in the chart itself (Vega parameters `point` and `delta`).
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes
 * @throws ChartError if a number is outside its range or the title is empty
 */
export function lossPanels(options: LossPanelsOptions): TopLevelSpec {
  const { title, point = 2.5, delta = 1, learningRate = 0.3 } = options;
  assertText(caller, "title", title);
  assertNumber(caller, "learningRate", learningRate);
  if (!(learningRate > 0 && learningRate <= 2)) {
    throw new ChartError(`${caller}: learningRate is ${learningRate}; above 0 and at most 2 is wanted.`);
  }
  const layout = { ...{ title, xTitle: "ŷ", yTitle: "value" }, columns: losses.length, height: 260 };
  const grid = panelGrid(caller, losses.length, layout, 44);
  const frame = { x: [-farthest, farthest], y: [-3, 4.5], width: grid.width } as const;
  return arrangePanels(
    losses.map((each, place) => ({
      title: each.title,
      body: {
        layer: [
          curveLayer(each, { frame, isBare: place > 0 }),
          stepLayer(each, { frame, isBare: place > 0, learningRate }),
          captionLayer(each, learningRate),
        ],
      },
    })),
    {
      ...{ grid, options: layout, caption: captionRoom },
      extra: {
        params: [
          sliderParameter(caller, "point", {
            ...{
              min: -farthest,
              max: farthest,
              step: 0.05,
              value: point,
              label: "prediction ŷ (the label y is 0)",
            },
          }),
          sliderParameter(caller, "delta", {
            ...{ min: leastDelta, max: greatestDelta, step: 0.1, value: delta, label: "Huber's δ" },
          }),
        ],
        resolve: { scale: { color: "shared", strokeDash: "shared" } },
        subtitle: `likelihood: exp(−loss); arrow: a step of gradient descent, ${learningRate} (= η) times the gradient long`,
      },
    },
  );
}
