import highlighter from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "./html.ts";

highlighter.registerLanguage("bash", bash);
highlighter.registerLanguage("json", json);
highlighter.registerLanguage("python", python);
highlighter.registerLanguage("typescript", typescript);

/**
 * Code as HTML, its words marked by what they are. A language that is not known is left plain.
 *
 * @param language as after a fence: ts, bash, json, python
 */
export const highlighted = (code: string, language: string = "") =>
  highlighter.getLanguage(language)
    ? highlighter.highlight(code, { language, ignoreIllegals: true }).value
    : escapeHtml(code);

/** A box of code with a button that copies it. */
export function codeBox(code: string, language?: string) {
  const text = code.replace(/\n+$/, "");
  return `<div class="code"><pre><code>${highlighted(text, language)}</code></pre>\
<button type="button" class="copy" hidden>Copy</button></div>\n`;
}
