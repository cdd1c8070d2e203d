/** Texts that a chart shows where something is missing, so that a name of this kind would be taken for a fault. */
export const missing = /^(NaN|undefined|null|Infinity|-Infinity|\[object Object\])$/;

/**
 * A text that Vega can be given. Vega keeps texts as keys of plain objects, where a name that every object has, such as
 * "constructor", is mistaken for an entry; and "NaN" is what stands where a number is missing. A blank at the end, which nobody sees, makes it another text.
 */
export const safeText = (text: string): string =>
  text in Object.prototype || missing.test(text) ? `${text} ` : text;

/** A chart in which every text is one that Vega can be given. */
export function withSafeTexts<Value>(value: Value): Value {
  if (typeof value === "string") return safeText(value) as Value & string;
  if (Array.isArray(value)) return value.map(withSafeTexts) as Value & unknown[];
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSafeTexts(each)])) as Value;
}
