// Node 23 removed functions of `util` that TensorFlow for Node 4.22.0 calls, so that nearly all its operations fail
// (https://github.com/tensorflow/tfjs/issues/8609). Node 22 still has them, but prints a warning into the cell's output.
import util from "node:util";

const removed: Record<string, (value: unknown) => boolean> = {
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === "boolean",
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === "number",
  isString: (value) => typeof value === "string",
  isSymbol: (value) => typeof value === "symbol",
  isUndefined: (value) => value === undefined,
  isRegExp: util.types.isRegExp,
  isObject: (value) => value !== null && typeof value === "object",
  isDate: util.types.isDate,
  isError: (value) => util.types.isNativeError(value) || value instanceof Error,
  isFunction: (value) => typeof value === "function",
  isPrimitive: (value) => value === null || (typeof value !== "object" && typeof value !== "function"),
};

/** Restores the functions that newer versions of Node have removed or deprecated. */
export function restoreRemovedFunctions() {
  if (Number.parseInt(process.versions.node) >= 22) Object.assign(util, removed);
}
