import type { Spec, View } from "vega";
import { ChartError } from "./chart-error";
import { scenesOf } from "./scene-items";

const broken = /^(NaN|undefined|null|Infinity|-Infinity|\[object Object\])$/;

/**
 * Looks for what Vega draws without a warning although it misleads: data of which nothing is drawn because
 * the named column holds no numbers, and labels that read "undefined" or "NaN".
 *
 * @throws ChartError if there is any such thing
 */
export function checkPicture(view: View, compiled: Spec, caller: string): void {
  for (const { name, transform = [] } of compiled.data ?? []) {
    const tests = transform.flatMap((step) => (step.type === "filter" ? [String(step.expr)] : []));
    const columns = tests.flatMap((test) => [...test.matchAll(/isValid\(datum\["(.*?)"\]\)/g)]);
    if (columns.length && hasRows(compiled, name) && view.data(name).length === 0) {
      const names = [...new Set(columns.map((match) => `"${match[1]}"`))].join(" or ");
      throw new ChartError(
        `${caller}: no row has numbers in its column ${names}, so nothing would be drawn. Check the field names.`,
      );
    }
  }
  for (const scene of scenesOf(view)) {
    if (scene.marktype !== "text") continue;
    const wrong = scene.items.find(({ text }) => broken.test(String(text).trim()));
    if (wrong && scene.role !== "title-text") {
      throw new ChartError(
        `${caller}: a ${scene.role ?? "mark"} reads "${String(wrong.text)}". ` +
          "Check the field names and that no value is missing.",
      );
    }
  }
}

/** Whether the data that a derived data set comes from has rows of its own. */
function hasRows(compiled: Spec, name: string): boolean {
  const data = compiled.data?.find((entry) => entry.name === name);
  if (!data) return false;
  if ("source" in data && typeof data.source === "string") return hasRows(compiled, data.source);
  if (!("values" in data)) return false;
  const values: unknown = data.values;
  if (typeof values === "string") return values.trim().includes("\n");
  return Array.isArray(values) && values.length > 0;
}
