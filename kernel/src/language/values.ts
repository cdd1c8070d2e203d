import { format, types } from "node:util";

/** A value as text, as `console.log` shows it. */
export function shown(value: unknown): string {
  return format(withoutHookMarks(value));
}

/** Up to Node 22 promises carry numbers by which the cell that made them is known, and Node would print them. */
function withoutHookMarks(value: unknown): unknown {
  if (!types.isPromise(value)) return value;
  for (const mark of Object.getOwnPropertySymbols(value)) {
    if (/async_id|kResourceStore/.test(String(mark))) Object.defineProperty(value, mark, { enumerable: false });
  }
  return value;
}
