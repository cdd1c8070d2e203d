// The globals of Node that most cells need. Compiling all of Node's declarations takes as long as the rest of a cell, so
// @types/node is loaded only when a cell needs more: when it imports one of Node's modules, or uses a global that is
// missing here.

interface Console {
  log(...values: any[]): void;
  error(...values: any[]): void;
  warn(...values: any[]): void;
  info(...values: any[]): void;
  debug(...values: any[]): void;
  table(data: any, columns?: readonly string[]): void;
  dir(value: any, options?: object): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...values: any[]): void;
  group(...labels: any[]): void;
  groupEnd(): void;
  assert(condition?: unknown, ...values: any[]): void;
  count(label?: string): void;
  trace(...values: any[]): void;
}
declare var console: Console;

declare namespace NodeJS {
  interface Timeout {
    ref(): this;
    unref(): this;
    hasRef(): boolean;
    refresh(): this;
    close(): this;
    [Symbol.toPrimitive](): number;
  }
  interface Immediate {
    ref(): this;
    unref(): this;
    hasRef(): boolean;
  }
}
declare function setTimeout<Passed extends any[]>(
  callback: (...passed: Passed) => void,
  milliseconds?: number,
  ...passed: Passed
): NodeJS.Timeout;
declare function setTimeout(callback: (nothing: void) => void, milliseconds?: number): NodeJS.Timeout;
declare function setInterval<Passed extends any[]>(
  callback: (...passed: Passed) => void,
  milliseconds?: number,
  ...passed: Passed
): NodeJS.Timeout;
declare function setInterval(callback: (nothing: void) => void, milliseconds?: number): NodeJS.Timeout;
declare function setImmediate<Passed extends any[]>(
  callback: (...passed: Passed) => void,
  ...passed: Passed
): NodeJS.Immediate;
declare function setImmediate(callback: (nothing: void) => void): NodeJS.Immediate;
declare function clearTimeout(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearInterval(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearImmediate(immediate: NodeJS.Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare function require(id: string): any;

interface Performance {
  now(): number;
  readonly timeOrigin: number;
}
declare var performance: Performance;

// The library's declarations mention this type; a cell that uses buffers gets Node's own.
interface Buffer extends Uint8Array {}
