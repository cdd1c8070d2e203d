import highlighter from "highlight.js/lib/common";
import { escapeHtml } from "./html.ts";

/**
 * A box of code, its words marked by what they are, with a button that copies it.
 *
 * @param language as after a fence: ts, bash, json, python; one that is not known is left plain
 */
export function codeBox(code: string, language = "") {
  const text = code.replace(/\n+$/, "");
  const html = highlighter.getLanguage(language)
    ? highlighter.highlight(text, { language, ignoreIllegals: true }).value
    : escapeHtml(text);
  return `<div class="code"><pre><code>${html}</code></pre>\
<button type="button" class="copy" hidden>Copy</button></div>\n`;
}
