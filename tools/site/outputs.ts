import { Failure } from "../setup/shared/failure.mjs";
import { chartHtml, vegaLite } from "./chart.ts";
import { escapeHtml } from "./html.ts";

import type { Output } from "../notebooks/notebook-file.ts";

/**
 * What a cell printed and showed, as HTML.
 *
 * @param id the cell's
 * @throws Failure where an output is of a kind that these notebooks do not have
 */
export async function outputsHtml(outputs: Output[], id: string): Promise<string> {
  const pieces = [];
  for (const [i, output] of joined(outputs).entries()) {
    pieces.push(await outputHtml(output, `${id}-output-${i + 1}`));
  }
  return pieces.join("");
}

/** Neighbouring pieces of one stream as one. */
const joined = (outputs: Output[]): Output[] =>
  outputs.reduce((before, output) => {
    const last = before.at(-1);
    if (last?.output_type !== "stream" || last.name !== output.name) return [...before, output];
    return [...before.slice(0, -1), { ...last, text: `${last.text}${output.text}` }];
  }, [] as Output[]);

async function outputHtml({ output_type: type, text, data, metadata }: Output, id: string): Promise<string> {
  if (type === "stream") return printed(text ?? "");
  if (type === "error" || data === undefined) {
    throw new Failure(`an output is an ${type}`, { cure: "npm run notebooks" });
  }
  if (data[vegaLite] !== undefined) {
    const size = metadata?.["image/png"] as { width: number; height: number };
    return chartHtml(data, size, id);
  }
  if (typeof data["image/png"] === "string") {
    const description = escapeHtml((data["text/plain"] as string | undefined) ?? "");
    return `<figure class="chart"><div class="sideways">\
<img src="data:image/png;base64,${data["image/png"].replace(/\s/g, "")}" alt="${description}"></div></figure>\n`;
  }
  const other = Object.keys(data).filter((mime) => mime !== "text/plain");
  if (other.length > 0) throw new Failure(`an output is of type ${other.join(" and ")}`);
  return printed(String(data["text/plain"]));
}

const printed = (text: string) =>
  `<pre class="printed"><samp>${escapeHtml(text.replace(/\n+$/, ""))}</samp></pre>\n`;
