import { canonicalOutputs } from "./canonical-outputs.ts";
import { formDifference, wordsDifference } from "./compare-forms.ts";
import { jsonDifference, valueAt } from "./compare-json.ts";
import { pictureSize, samePicture } from "./compare-pictures.ts";
import { textDifference } from "./compare-text.ts";
import { isJsonMime } from "./notebook-file.ts";

import type { Output } from "./notebook-file.ts";

/** what was there, and what came */
export type OutputDifference = { committed: string; fresh: string };

export interface CompareOptions {
  /** compare in form only: texts by whether there are any, charts by their words */
  varies?: boolean;
  /** an error may come as an error message or as text on stderr */
  raisesException?: boolean;
}

const shown = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing"));

/** @param output its kind: of a stream its name, else its MIME types */
const form = ({ output_type, name, data = {} }: Output) =>
  output_type === "stream" ? `${name} text` : [output_type, ...Object.keys(data).sort()].join(" ");

const isEmpty = ({ text, data = {} }: Output) =>
  text !== undefined
    ? text.trim() === ""
    : Object.values(data).some((value) => value === "" || value === null);

function valueDifference(mime: string, a: unknown, b: unknown): OutputDifference | undefined {
  if (isJsonMime(mime)) {
    const path = jsonDifference(a, b);
    if (!path) return undefined;
    const place = path.replace("$", mime);
    return {
      committed: `${place}: ${shown(valueAt(a, path))}`,
      fresh: `${place}: ${shown(valueAt(b, path))}`,
    };
  }
  const [committed, fresh] = [shown(a), shown(b)];
  if (/^image\/(?!svg)/.test(mime)) {
    if (samePicture(committed, fresh)) return undefined;
    return { committed: `${mime} ${pictureSize(committed)}`, fresh: `${mime} ${pictureSize(fresh)}` };
  }
  return textDifference(committed, fresh);
}

/**
 * In a chart whose numbers vary: its words, and its description's.
 *
 * @param b of the same form
 */
function chartDifference({ data: a = {} }: Output, { data: b = {} }: Output) {
  const isChart = (mime: string) => mime.startsWith("application/vnd.vega");
  const mimes = Object.keys(a);
  if (!mimes.some((mime) => isChart(mime) || mime.startsWith("image/"))) return undefined;
  for (const mime of mimes) {
    const difference = isChart(mime)
      ? formDifference(a[mime], b[mime], mime)
      : mime === "text/plain" && wordsDifference(shown(a[mime]), shown(b[mime]));
    if (difference) return difference;
  }
  return undefined;
}

function outputDifference(a: Output, b: Output, { varies }: CompareOptions): OutputDifference | undefined {
  if (form(a) !== form(b)) return { committed: form(a), fresh: form(b) };
  if (varies) return isEmpty(b) ? { committed: "something", fresh: "nothing" } : chartDifference(a, b);
  if (a.output_type === "stream") return valueDifference("text/plain", a.text, b.text);
  if (a.output_type === "error") {
    return valueDifference("text/plain", `${a.ename}: ${a.evalue}`, `${b.ename}: ${b.evalue}`);
  }
  const metadata = jsonDifference(a.metadata ?? {}, b.metadata ?? {});
  if (metadata) return { committed: `metadata ${shown(a.metadata)}`, fresh: `metadata ${shown(b.metadata)}` };
  for (const [mime, value] of Object.entries(a.data ?? {})) {
    const difference = valueDifference(mime, value, b.data?.[mime]);
    if (difference) return difference;
  }
  return undefined;
}

/** The value of a cell's last expression as text: stock tslab prints it, a repaired kernel sends it as a result. */
function printedResult(output: Output): Output {
  const { output_type, data = {} } = output;
  const onlyText = Object.keys(data).join() === "text/plain";
  if (output_type !== "execute_result" || !onlyText) return output;
  return { output_type: "stream", name: "stdout", text: `${shown(data["text/plain"])}\n` };
}

const isError = ({ output_type, name }: Output) => output_type === "error" || name === "stderr";

/**
 * Compares a cell's fresh outputs with the committed ones: texts, charts and pictures each by their rule.
 *
 * @returns the first difference
 */
export function outputsDifference(
  committed: Output[],
  fresh: Output[],
  options: CompareOptions = {},
): OutputDifference | undefined {
  let [a, b] = [committed, fresh].map((outputs) => canonicalOutputs(outputs.map(printedResult)));
  if (options.raisesException) {
    // Stock tslab writes an error as text, a repaired one sends a message: that there is one must agree.
    if (a.some(isError) !== b.some(isError)) {
      return {
        committed: a.some(isError) ? "an error" : "no error",
        fresh: b.some(isError) ? "an error" : "no error",
      };
    }
    [a, b] = [a.filter((output) => !isError(output)), b.filter((output) => !isError(output))];
  }
  if (a.length !== b.length) {
    const list = (outputs: Output[]) => outputs.map(form).join(", ") || "no output";
    return { committed: list(a), fresh: list(b) };
  }
  for (const [i, output] of a.entries()) {
    const difference = outputDifference(output, b[i] ?? output, options);
    if (difference) return difference;
  }
  return undefined;
}
