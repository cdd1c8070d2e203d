/** A neuron of a drawing, in pixels from the top left corner. */
export interface Neuron {
  x: number;
  y: number;
  name: string;
  /** Where the name stands: inside the circle if it fits, else beside it. */
  nameX: number;
  kind: "input" | "output" | "bias";
}

/** An arrow from an input to an output, which ends at the output's circle. */
export interface Arrow {
  x: number;
  y: number;
  x2: number;
  y2: number;
  /** Direction in degrees, clockwise from rightwards. */
  angle: number;
  /** The weight, or `null` where no number is told. */
  weight: number | null;
  from: string;
  to: string;
  labelX: number;
  labelY: number;
}

/** What `layoutNetwork` places; the bias is an input that is always 1. */
export interface NetworkParts {
  inputs: readonly string[];
  outputs: readonly string[];
  /** One row per input, one column per output. */
  weights?: readonly (readonly number[])[] | undefined;
  /** One number per output. */
  bias?: readonly number[] | undefined;
}

/** Radius of a neuron in pixels. */
export const radius = 22;
const gap = 64;

/**
 * Places a fully connected single layer: inputs (and the bias below them) in a column on the left, outputs on
 * the right, both centred.
 *
 * @param left where the inputs' column stands, and `right` the outputs', in pixels
 * @param fits whether a name fits inside a circle
 */
export function layoutNetwork(
  { inputs, outputs, weights, bias }: NetworkParts,
  { left, right, fits }: { left: number; right: number; fits: (name: string) => boolean },
): { neurons: Neuron[]; arrows: Arrow[]; height: number } {
  const starts = bias ? inputs.length + 1 : inputs.length;
  const height = Math.max(starts, outputs.length) * gap;
  const yOf = (place: number, count: number): number => height / 2 + (place - (count - 1) / 2) * gap;
  const beside = radius + 8;

  const sources: Neuron[] = inputs.map((name, place) => ({
    ...{ x: left, y: yOf(place, starts), name, kind: "input" },
    nameX: fits(name) ? left : left - beside,
  }));
  if (bias) sources.push({ x: left, y: yOf(inputs.length, starts), name: "1", nameX: left, kind: "bias" });
  const targets: Neuron[] = outputs.map((name, place) => ({
    ...{ x: right, y: yOf(place, outputs.length), name, kind: "output" },
    nameX: fits(name) ? right : right + beside,
  }));

  const arrows = sources.flatMap((source, row) =>
    targets.map((target, column): Arrow => {
      const angle = Math.atan2(target.y - source.y, target.x - source.x);
      // Labels of the arrows into one output stand at one distance, each output at its own: they miss each other.
      const along = 0.2 + (0.55 * (column + 0.5)) / targets.length;
      return {
        x: source.x + radius * Math.cos(angle),
        y: source.y + radius * Math.sin(angle),
        x2: target.x - (radius + 6) * Math.cos(angle),
        y2: target.y - (radius + 6) * Math.sin(angle),
        angle: (angle * 180) / Math.PI,
        weight: (source.kind === "bias" ? bias?.[column] : weights?.[row]?.[column]) ?? null,
        from: source.name,
        to: target.name,
        labelX: source.x + along * (target.x - source.x),
        labelY: source.y + along * (target.y - source.y),
      };
    }),
  );
  return { neurons: [...sources, ...targets], arrows, height };
}
