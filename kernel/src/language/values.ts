import type { InspectOptions } from "node:util";
import { host } from "./host";

/** The method by which a value says how it is shown. */
export const custom = Symbol.for("nodejs.util.inspect.custom");

/** How much of a value is shown, in characters: what a notebook can hold. */
const longest = 1_000_000;

/** A value as text, as `console.log` shows it. */
export function shown(value: unknown): string {
  const text = host.format(value);
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${(text.length - longest).toLocaleString("en-US")} more characters)`;
}

/** What a tensor of TensorFlow.js has, as far as it is shown. */
interface Tensor {
  shape: number[];
  dtype: string;
  isDisposed: boolean;
  dataSync(): ArrayLike<unknown>;
  /** Of a variable. */
  trainable?: boolean;
  name?: string;
}

/** What a layer or a model has. */
interface Layer {
  name: string;
  getClassName(): string;
  countParams(): number;
  outputShape: unknown;
  layers?: Layer[];
}

/** The text for a value, or the value itself where Node's own text is right. */
type Shown<T> = (value: T, options: InspectOptions) => string | T;

/**
 * Makes a promise say what to do with it.
 *
 * Up to Node 22 promises also carry numbers by which the cell that made them is known; Node would print them.
 */
export function showPromises() {
  define<Promise<unknown>>(Promise.prototype, (promise, options) => {
    for (const mark of Object.getOwnPropertySymbols(promise)) {
      if (/async_id|kResourceStore/.test(String(mark))) {
        void Object.defineProperty(promise, mark, { enumerable: false });
      }
    }
    const text = host.inspect(promise, { ...options, customInspect: false, depth: 0 });
    const isPending = /^Promise \{\s*<pending>/.test(text);
    return isPending ? text.replace("<pending>", "<pending>: await it for its value") : promise;
  });
}

/** Makes tensors, variables, layers and models say what they hold, where a module that was loaded has them. */
export function showTensors(exports: unknown) {
  if (typeof exports !== "object" || exports === null) return;
  const { Tensor, LayersModel, layers } = exports as {
    Tensor?: { prototype: Tensor };
    LayersModel?: { prototype: Layer };
    layers?: { Layer?: { prototype: Layer } };
  };
  if (typeof Tensor?.prototype?.dataSync === "function") define<Tensor>(Tensor.prototype, describeTensor);
  if (typeof layers?.Layer?.prototype?.countParams === "function") {
    define<Layer>(layers.Layer.prototype, describeLayer);
  }
  if (typeof LayersModel?.prototype?.countParams === "function") {
    define<Layer>(LayersModel.prototype, describeLayer);
  }
}

function define<T extends object>(prototype: T, describe: Shown<T>) {
  if (Object.hasOwn(prototype, custom)) return;
  Object.defineProperty(prototype, custom, {
    configurable: true,
    value(this: T, _depth: number, options: InspectOptions) {
      try {
        return describe(this, options);
      } catch {
        return host.inspect(this, { ...options, customInspect: false });
      }
    },
  });
}

function describeTensor(tensor: Tensor): string {
  const { shape, dtype } = tensor;
  const isVariable = tensor.trainable !== undefined;
  const title = `${isVariable ? `Variable "${tensor.name}"` : "Tensor"} [${shape.join(", ")}] ${dtype}`;
  if (tensor.isDisposed) return `${title}, disposed`;
  const data = tensor.dataSync();
  const numbers = nested(shape, dtype === "complex64" ? complexNumbers(data as Float32Array) : data, dtype);
  return shape.length > 1 ? `${title}\n${numbers}` : `${title} ${numbers}`;
}

/** From so many numbers on only the first and the last are shown, as NumPy does. */
const shownWhole = 1000;
const atEdges = 3;

/** The numbers of a tensor in brackets, one row per line. */
function nested(shape: number[], data: ArrayLike<unknown>, dtype: string): string {
  const isLong = data.length > shownWhole;
  const cells = new Map<number, string>();
  const write = (axis: number, offset: number): string => {
    if (axis === shape.length) return cells.get(offset) ?? "";
    const stride = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
    const isLast = axis === shape.length - 1;
    const separator = isLast ? ", " : `,${"\n".repeat(shape.length - axis - 1)}${" ".repeat(axis + 1)}`;
    const parts = places(shape[axis], isLong).map((place) =>
      place === undefined ? "..." : write(axis + 1, offset + place * stride),
    );
    return `[${parts.join(separator)}]`;
  };
  for (const offset of shownOffsets(shape, isLong)) cells.set(offset, element(data[offset], dtype));
  const width = shape.length > 1 ? Math.max(0, ...[...cells.values()].map(({ length }) => length)) : 0;
  for (const [offset, text] of cells) cells.set(offset, text.padStart(width));
  return write(0, 0);
}

/** Which places along an axis are shown; undefined stands for those that are left out. */
function places(length: number, isLong: boolean): (number | undefined)[] {
  const all = Array.from({ length }, (_, index) => index);
  if (!isLong || length <= 2 * atEdges) return all;
  return [...all.slice(0, atEdges), undefined, ...all.slice(-atEdges)];
}

function shownOffsets(shape: number[], isLong: boolean): number[] {
  return shape.reduce<number[]>(
    (offsets, length) =>
      offsets.flatMap((offset) =>
        places(length, isLong).flatMap((place) => (place === undefined ? [] : [offset * length + place])),
      ),
    [0],
  );
}

/** Complex numbers stand in pairs of a real and an imaginary part. */
function complexNumbers(parts: Float32Array): string[] {
  const part = (index: number) => element(parts[index], "float32");
  return Array.from({ length: parts.length / 2 }, (_, place) => {
    const imaginary = part(2 * place + 1);
    return `${part(2 * place)}${imaginary.startsWith("-") ? "" : "+"}${imaginary}i`;
  });
}

/** float32 has some seven digits; the others of the number that JavaScript sees mean nothing. */
function element(value: unknown, dtype: string): string {
  if (typeof value === "number" && dtype === "bool") return String(value !== 0);
  if (typeof value === "number" && dtype === "float32") return String(Number(value.toPrecision(7)));
  return typeof value === "string" && dtype === "string" ? JSON.stringify(value) : String(value);
}

function describeLayer(layer: Layer): string {
  const count = parameters(layer);
  const title = `${layer.getClassName()} "${layer.name}", ${count}`;
  if (layer.layers)
    return [`${title}:`, ...layer.layers.map((each) => `  ${describeLayer(each)}`)].join("\n");
  const shape = attempt(() => JSON.stringify(layer.outputShape).replaceAll(",", ", "));
  return shape === undefined ? title : `${title}, output ${shape}`;
}

function parameters(layer: Layer): string {
  const count = attempt(() => layer.countParams());
  if (count === undefined) return "not built yet";
  return `${count.toLocaleString("en-US")} parameter${count === 1 ? "" : "s"}`;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined; // a layer that is not built has neither a shape nor parameters
  }
}
