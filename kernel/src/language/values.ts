import type { InspectOptions } from "node:util";
import { host } from "./host";

/** The name of the method that returns how a value is shown. */
export const custom = Symbol.for("nodejs.util.inspect.custom");

/** How much of a value is shown, in characters: a notebook cannot hold much more. */
const longest = 1_000_000;

/** A value as text, as `console.log` shows it. */
export function shown(value: unknown): string {
  const text = host.format(value);
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${(text.length - longest).toLocaleString("en-US")} more characters)`;
}

/** The parts of a tensor of TensorFlow.js that are shown. */
interface Tensor {
  shape: number[];
  dtype: string;
  isDisposed: boolean;
  dataSync(): ArrayLike<unknown>;
  /** Only a variable has this. */
  trainable?: boolean;
  name?: string;
}

/** The parts of a layer or a model that are shown. */
interface Layer {
  name: string;
  getClassName(): string;
  countParams(): number;
  outputShape: unknown;
  layers?: Layer[];
}

/** Returns the text for a value, or the value itself if Node's own text is right. */
type Shown<T> = (value: T, options: InspectOptions) => string | T;

/**
 * Makes a pending promise say that it has to be awaited.
 *
 * Up to Node 22 promises also carry symbols that identify the cell that made them. These are hidden here.
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

/** Makes tensors, variables, layers and models show what they hold, if a loaded module exports their classes. */
export function showTensors(exports: unknown) {
  if (typeof exports !== "object" || exports === null) return;
  const { Tensor, LayersModel, layers } = exports as {
    Tensor?: { prototype: Tensor };
    LayersModel?: { prototype: Layer };
    layers?: { Layer?: { prototype: Layer } };
  };
  if (typeof Tensor?.prototype?.dataSync === "function") define<Tensor>(Tensor.prototype, describeTensor);
  for (const Type of [layers?.Layer, LayersModel]) {
    if (typeof Type?.prototype?.countParams === "function") define<Layer>(Type.prototype, describeLayer);
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

/** Of more numbers than this, only the first and the last are shown, as in NumPy. */
const shownWhole = 1000;
const atEdges = 3;

/** Texts of numbers in nested lists, one level per axis; undefined stands for numbers that are left out. */
type Nested = string | undefined | Nested[];

/** The numbers of a tensor in brackets, one row per line. */
function nested(shape: number[], data: ArrayLike<unknown>, dtype: string): string {
  const isLong = data.length > shownWhole;
  const textsFrom = (axis: number, offset: number): Nested => {
    if (axis === shape.length) return element(data[offset], dtype);
    return places(shape[axis], isLong).map((place) =>
      place === undefined ? undefined : textsFrom(axis + 1, offset * shape[axis] + place),
    );
  };
  const texts = textsFrom(0, 0);
  const all = shape.length > 1 ? (([texts] as unknown[]).flat(Infinity) as (string | undefined)[]) : [];
  const width = all.reduce((most, text) => Math.max(most, text?.length ?? 0), 0);
  const print = (part: Nested, axis: number): string => {
    if (!Array.isArray(part)) return part?.padStart(width) ?? "...";
    const isRow = axis === shape.length - 1;
    const separator = isRow ? ", " : `,${"\n".repeat(shape.length - axis - 1)}${" ".repeat(axis + 1)}`;
    return `[${part.map((each) => print(each, axis + 1)).join(separator)}]`;
  };
  return print(texts, 0);
}

/** The indices that are shown along an axis; undefined stands for those that are left out. */
function places(length: number, isLong: boolean): (number | undefined)[] {
  const all = Array.from({ length }, (_, index) => index);
  if (!isLong || length <= 2 * atEdges) return all;
  return [...all.slice(0, atEdges), undefined, ...all.slice(-atEdges)];
}

/** Complex numbers are stored as pairs of a real and an imaginary part. */
function complexNumbers(parts: Float32Array): string[] {
  const part = (index: number) => element(parts[index], "float32");
  return Array.from({ length: parts.length / 2 }, (_, place) => {
    const imaginary = part(2 * place + 1);
    return `${part(2 * place)}${imaginary.startsWith("-") ? "" : "+"}${imaginary}i`;
  });
}

/** A float32 has about seven digits; the further digits of JavaScript's number mean nothing. */
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
    return undefined; // a layer that is not built yet has neither a shape nor parameters
  }
}
