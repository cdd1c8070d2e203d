import { Failure } from "../setup/shared/failure.mjs";
import { chartHtml, vegaLite } from "./chart.mjs";
import { escapeHtml } from "./html.mjs";

/** @import { Output } from "../notebooks/notebook-file.mjs" */

/**
 * What a cell printed and showed, as HTML.
 *
 * @param {Output[]} outputs
 * @param {string} id the cell's
 * @returns {Promise<string>}
 * @throws {Failure} where an output is of a kind that these notebooks do not have
 */
export async function outputsHtml(outputs, id) {
  const pieces = [];
  for (const [i, output] of joined(outputs).entries()) {
    pieces.push(await outputHtml(output, `${id}-output-${i + 1}`));
  }
  return pieces.join("");
}

/** Neighbouring pieces of one stream as one. @param {Output[]} outputs @returns {Output[]} */
const joined = (outputs) =>
  outputs.reduce((before, output) => {
    const last = before.at(-1);
    if (last?.output_type !== "stream" || last.name !== output.name) return [...before, output];
    return [...before.slice(0, -1), { ...last, text: `${last.text}${output.text}` }];
  }, /** @type {Output[]} */ ([]));

/** @param {Output} output @param {string} id @returns {Promise<string>} */
async function outputHtml({ output_type: type, text, data, metadata }, id) {
  if (type === "stream") return printed(text ?? "");
  if (type === "error" || data === undefined) {
    throw new Failure(`an output is an ${type}`, { cure: "npm run notebooks" });
  }
  if (data[vegaLite] !== undefined) {
    const size = /** @type {{ width: number, height: number }} */ (metadata?.["image/png"]);
    return chartHtml(data, size, id);
  }
  if (typeof data["image/png"] === "string") {
    const description = escapeHtml(String(data["text/plain"] ?? ""));
    return `<figure class="chart"><div class="sideways">\
<img src="data:image/png;base64,${data["image/png"].replace(/\s/g, "")}" alt="${description}"></div></figure>\n`;
  }
  const other = Object.keys(data).filter((mime) => mime !== "text/plain");
  if (other.length > 0) throw new Failure(`an output is of type ${other.join(" and ")}`);
  return printed(String(data["text/plain"]));
}

/** @param {string} text */
const printed = (text) => `<pre class="printed"><samp>${escapeHtml(text.replace(/\n+$/, ""))}</samp></pre>\n`;
