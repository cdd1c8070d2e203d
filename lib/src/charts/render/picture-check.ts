import type { Spec, View } from "vega";
import { ensure } from "../common/check";
import { missing } from "../common/safe-texts";
import { scenesOf, type SceneItem } from "./scenes";

/**
 * Looks for what Vega draws without a warning although it misleads: data of which nothing is drawn because
 * the named column holds no numbers, logarithmic axes through zero, marks without a place, and labels that
 * read "undefined" or "NaN".
 *
 * @throws ChartError if there is any such thing
 */
export function checkPicture(view: View, compiled: Spec, caller: string): void {
  checkColumns(view, compiled, caller);
  checkLogarithms(view, compiled, caller);
  for (const { marktype, role, items } of scenesOf(view)) {
    if (role === "mark" && marktype !== "group") checkPlaces(items, marktype, caller);
    if (marktype === "text" && role !== "title-text") checkLabels(items, role, caller);
  }
}

function checkColumns(view: View, compiled: Spec, caller: string): void {
  for (const { name, transform = [] } of compiled.data ?? []) {
    const tests = transform.flatMap((step) => (step.type === "filter" ? [String(step.expr)] : []));
    const columns = tests.flatMap((test) => [...test.matchAll(/isValid\(datum\["(.*?)"\]\)/g)]);
    // A filter of the chart's own may leave out all rows for now, as the one for a step of length 0 does.
    const isVegas = tests.every((test) => test.includes("isValid(datum["));
    const isEmptied = columns.length && isVegas && hasRows(view, compiled, name) && !view.data(name).length;
    const names = [...new Set(columns.map((match) => `"${match[1]}"`))].join(" or ");
    ensure(
      caller,
      !isEmptied,
      `no row has numbers in its column ${names}, so nothing would be drawn. Check the field names.`,
    );
  }
}

function checkLogarithms(view: View, compiled: Spec, caller: string): void {
  for (const { name, type } of compiled.scales ?? []) {
    if (type !== "log") continue;
    const domain = (view.scale(name) as { domain(): number[] }).domain();
    ensure(
      caller,
      domain.every((end) => end > 0) || domain.every((end) => end < 0),
      `the logarithmic scale ${name} reaches from ${domain.join(" to ")}; zero has no logarithm. Leave such values ` +
        "out, or use a linear scale.",
    );
  }
}

function checkPlaces(items: readonly SceneItem[], marktype: string, caller: string): void {
  const places = ["x", "y", "x2", "y2", "width", "height"] as const;
  for (const item of items) {
    const wrong = places.find((place) => item[place] !== undefined && !Number.isFinite(item[place]));
    ensure(
      caller,
      wrong === undefined,
      `a ${marktype} has ${wrong} = ${wrong && item[wrong]}, so it would not be seen where it belongs. Check that no ` +
        "value is missing and that logarithmic scales get numbers above 0.",
    );
  }
}

function checkLabels(items: readonly SceneItem[], role: string | undefined, caller: string): void {
  const wrong = items.find(({ text }) => missing.test(String(text)));
  ensure(
    caller,
    !wrong,
    `a ${role ?? "mark"} reads "${String(wrong?.text)}". Check the field names and that no value is missing.`,
  );
}

/** Whether the data that a data set is made from has rows. */
function hasRows(view: View, compiled: Spec, name: string): boolean {
  const data = compiled.data?.find((entry) => entry.name === name);
  if (!data) return false;
  if ("source" in data && typeof data.source === "string") return view.data(data.source).length > 0;
  if (!("values" in data)) return false;
  const values: unknown = data.values;
  if (typeof values === "string") return values.trim().includes("\n");
  return Array.isArray(values) && values.length > 0;
}
