import type { Output } from "./notebook-file.ts";

/**
 * What a terminal would show: a backspace takes the character before it away, a carriage return starts
 * its line again. Progress bars write both.
 */
function asShown(text: string) {
  let shown = text.replaceAll("\r\n", "\n");
  for (let before = ""; before !== shown;) {
    before = shown;
    shown = shown.replace(/[^\n][\b]/g, "");
  }
  return shown.replace(/^[^\n]*\r(?=[^\n])/gm, "").replace(/\r(?=\n|$)/g, "");
}

/**
 * A cell's outputs in the one form in which they are stored and compared: neighbouring pieces of the same
 * stream joined, empty ones left out.
 */
export function canonicalOutputs(outputs: Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      joined[joined.length - 1] = { ...last, text: `${last.text}${output.text}` };
    } else {
      joined.push(output);
    }
  }
  return joined
    .map((output) =>
      output.output_type === "stream" ? { ...output, text: asShown(output.text ?? "") } : output,
    )
    .filter((output) => output.output_type !== "stream" || output.text !== "");
}
