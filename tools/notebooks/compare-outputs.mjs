import { canonicalOutputs } from "./canonical-outputs.mjs";
import { formDifference, wordsDifference } from "./compare-forms.mjs";
import { jsonDifference, valueAt } from "./compare-json.mjs";
import { pictureSize, samePicture } from "./compare-pictures.mjs";
import { textDifference } from "./compare-text.mjs";
import { isJsonMime } from "./notebook-file.mjs";

/** @import { Output } from "./notebook-file.mjs" */

/**
 * @typedef {{ committed: string, fresh: string }} OutputDifference what was there, and what came
 *
 * @typedef {object} CompareOptions
 * @property {boolean} [varies] compare in form only: texts by whether there are any, charts by their words
 * @property {boolean} [raisesException] an error may come as an error message or as text on stderr
 */

/** @param {unknown} value */
const shown = (value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing"));

/** @param {Output} output its kind: of a stream its name, else its MIME types */
const form = ({ output_type, name, data = {} }) =>
  output_type === "stream" ? `${name} text` : [output_type, ...Object.keys(data).sort()].join(" ");

/** @param {Output} output */
const isEmpty = ({ text, data = {} }) =>
  text !== undefined
    ? text.trim() === ""
    : Object.values(data).some((value) => value === "" || value === null);

/** @param {string} mime @param {unknown} a @param {unknown} b @returns {OutputDifference | undefined} */
function valueDifference(mime, a, b) {
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
 * @param {Output} a
 * @param {Output} b of the same form
 */
function chartDifference({ data: a = {} }, { data: b = {} }) {
  const isChart = (/** @type {string} */ mime) => mime.startsWith("application/vnd.vega");
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

/** @param {Output} a @param {Output} b @param {CompareOptions} options @returns {OutputDifference | undefined} */
function outputDifference(a, b, { varies }) {
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

/**
 * The value of a cell's last expression as text: stock tslab prints it, a repaired kernel sends it as a result.
 *
 * @param {Output} output
 * @returns {Output}
 */
function printedResult(output) {
  const { output_type, data = {} } = output;
  const onlyText = Object.keys(data).join() === "text/plain";
  if (output_type !== "execute_result" || !onlyText) return output;
  return { output_type: "stream", name: "stdout", text: `${shown(data["text/plain"])}\n` };
}

/** @param {Output} output */
const isError = ({ output_type, name }) => output_type === "error" || name === "stderr";

/**
 * Compares a cell's fresh outputs with the committed ones: texts, charts and pictures each by their rule.
 *
 * @param {Output[]} committed
 * @param {Output[]} fresh
 * @param {CompareOptions} [options]
 * @returns {OutputDifference | undefined} the first difference
 */
export function outputsDifference(committed, fresh, options = {}) {
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
    /** @param {Output[]} outputs */
    const list = (outputs) => outputs.map(form).join(", ") || "no output";
    return { committed: list(a), fresh: list(b) };
  }
  for (const [i, output] of a.entries()) {
    const difference = outputDifference(output, b[i] ?? output, options);
    if (difference) return difference;
  }
  return undefined;
}
