import { tf } from "linear-networks";

/**
 * A copy of what a function is to be called with, so that it can change or dispose of its arguments and the next
 * one still finds them as they were. Copied are arrays, typed arrays, plain objects and tensors, with what they
 * hold; functions, variables and instances of classes stay what they are.
 */
export function copyOf<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (value instanceof tf.Variable) return value;
  if (value instanceof tf.Tensor) return value.clone();
  if (Array.isArray(value)) return value.map(copied);
  if (ArrayBuffer.isView(value)) return structuredClone(value);
  const isPlain =
    typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  return isPlain
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)]))
    : value;
}

/** What a function returned, without tensors and typed arrays, so that two results can be compared. */
export type Plain =
  | number
  | string
  | boolean
  | null
  | undefined
  | Plain[]
  | PlainTensor
  | { [key: string]: Plain };

interface PlainTensor {
  readonly tensorOfShape: number[];
  readonly values: number[];
}

/** Copies numbers out of whatever holds them. Anything that holds no data, as a function, becomes a text. */
export function toPlain(value: unknown): Plain {
  if (value instanceof tf.Tensor) {
    const { shape } = value as tf.Tensor;
    return { tensorOfShape: [...shape], values: Array.from((value as tf.Tensor).dataSync()) };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<number>);
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || value === undefined || ["number", "string", "boolean"].includes(typeof value)) {
    return value as Plain;
  }
  if (typeof value !== "object") return `a ${typeof value}`;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toPlain(each)]));
}

/**
 * Whether two results are the same in form, and each number within `within` of the other, or within that share
 * of it where it is larger than 1.
 */
export function sameWithin(a: Plain, b: Plain, within: number): boolean {
  if (typeof a === "number" && typeof b === "number") {
    if (Object.is(a, b) || a === b) return true;
    // Any number is within a share of infinity.
    return Number.isFinite(b) && Math.abs(a - b) <= within * Math.max(1, Math.abs(b));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Record<string, Plain>, b as Record<string, Plain>];
  return keys.every((key) => Object.hasOwn(right, key) && sameWithin(left[key], right[key], within));
}

/** What form a result has, in words: "a tensor of shape [5, 1]", "an array of 3". */
export function formOf(value: Plain): string {
  if (value === undefined) return "nothing (is a `return` missing?)";
  if (value === null) return "null";
  if (Array.isArray(value)) {
    const inner = value.length > 0 && Array.isArray(value[0]) ? ` arrays of ${value[0].length}` : "";
    return `an array of ${value.length}${inner}`;
  }
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Object.hasOwn(value, "tensorOfShape"))
    return `a tensor of shape [${(value as PlainTensor).tensorOfShape.join(", ")}]`;
  return `an object with ${Object.keys(value).sort().join(", ") || "nothing in it"}`;
}

/** Whether a NaN is anywhere in a result. */
export function holdsNaN(value: Plain): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).some((each) => holdsNaN(each as Plain))
  );
}
