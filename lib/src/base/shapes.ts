import { ShapeError } from "./errors";

export { ShapeError };

/** Whatever has a shape: a tensor, a variable, a symbolic tensor. */
export interface Shaped {
  readonly shape: readonly (number | null)[];
}

/** What one argument must look like: the tensor, and a letter or a number for each of its dimensions. */
export type ExpectedShape = readonly [tensor: Shaped, dimensions: readonly (string | number)[]];

/**
 * Checks the shapes of a function's arguments against each other. A letter stands for the same size wherever
 * it appears; the first argument that has it decides. Broadcasting would let `[n]` against `[n, 1]` pass as
 * `[n, n]`; this does not.
 *
 * @example assertShapes("squaredLoss", { yHat: [yHat, ["n"]], y: [y, ["n"]] });
 * @throws ShapeError that names the function, the argument, both shapes and, where there is one, the cure
 */
export function assertShapes(caller: string, table: Record<string, ExpectedShape>): void {
  const sizes: Sizes = new Map();
  for (const [argument, [tensor, dimensions]] of Object.entries(table)) {
    const { shape } = assertLive(caller, argument, tensor, dimensions);
    const before = new Map(sizes);
    const fits = dimensions.map((dimension, i) => {
      if (typeof dimension === "number") return dimension === shape[i];
      if (!sizes.has(dimension)) sizes.set(dimension, { size: shape[i], argument });
      return sizes.get(dimension)?.size === shape[i];
    });
    if (shape.length === dimensions.length && fits.every(Boolean)) continue;
    const wanted = dimensions.map((d) => before.get(d as string)?.size ?? d);
    throw new ShapeError(
      `${caller}: ${argument} must have shape ${show(dimensions)}${explain(dimensions, before)}, ` +
        `got ${show(shape)}.${hint(argument, shape, wanted)}`,
    );
  }
}

/**
 * Plain numbers as something that has a shape, so that `assertShapes` says of arrays what it says of tensors.
 *
 * @example assertShapes("descend", { gradient: [vectorOf(gradient), [d]] });
 */
export const vectorOf = (values: ArrayLike<number>): Shaped =>
  typeof values?.length === "number" ? { shape: [values.length] } : (values as unknown as Shaped);

/** Refuses what has no shape, such as a list's entry that is missing, and a tensor that was disposed of. */
function assertLive(
  caller: string,
  argument: string,
  tensor: Shaped & { readonly isDisposed?: boolean },
  dimensions: readonly (string | number)[],
): Shaped {
  if (!Array.isArray(tensor?.shape)) {
    throw new ShapeError(
      `${caller}: ${argument} must have shape ${show(dimensions)}, got ${kindOf(tensor)}.`,
    );
  }
  if (!tensor.isDisposed) return tensor;
  throw new ShapeError(
    `${caller}: ${argument} must not be disposed of before its last use, got a disposed tensor of shape ` +
      `${show(tensor.shape)}.`,
  );
}

const kindOf = (value: unknown): string => {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a ${typeof value}`;
  return ArrayBuffer.isView(value) ? `a ${value.constructor.name}` : "an object without a shape";
};

type Sizes = Map<string, { size: number | null; argument: string }>;

const show = (shape: readonly (string | number | null)[]) => `[${shape.join(", ")}]`;

function explain(dimensions: readonly (string | number)[], sizes: Sizes): string {
  const known = dimensions.flatMap((d) => {
    const found = typeof d === "string" ? sizes.get(d) : undefined;
    return found ? [`${d} = ${found.size} as in ${found.argument}`] : [];
  });
  return known.length === 0 ? "" : ` with ${[...new Set(known)].join(" and ")}`;
}

function hint(
  argument: string,
  shape: readonly (number | null)[],
  wanted: readonly (string | number)[],
): string {
  // What has no name in code, as "the gradient of parameter 0", is not put before a method.
  const name = argument.includes(" ") ? "" : argument;
  const isColumn = shape.length === 2 && shape[1] === 1 && wanted.length === 1;
  if (isColumn && (typeof wanted[0] === "string" || wanted[0] === shape[0])) {
    return ` It is a column: ${name}.flatten() makes it a vector.`;
  }
  if (shape.length === 1 && wanted.length === 2 && wanted[1] === 1) {
    return ` It is a vector: ${name}.reshape([-1, 1]) makes it a column.`;
  }
  if (
    shape.length === 2 &&
    wanted.length === 2 &&
    matches(wanted[0], shape[1]) &&
    matches(wanted[1], shape[0])
  ) {
    return ` It looks transposed: try ${name}.transpose().`;
  }
  return "";
}

const matches = (wanted: string | number, size: number | null) =>
  typeof wanted === "string" || wanted === size;
