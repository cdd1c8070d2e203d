import katex from "katex";
import type MarkdownIt from "markdown-it";
import { Failure } from "../setup/shared/failure.mjs";

export type Markdown = InstanceType<typeof MarkdownIt>;
type RuleBlock = Parameters<Markdown["block"]["ruler"]["push"]>[1];

/** TeX and MathJax take the name of a function as an index without braces; KaTeX wants them. */
const bareFunctionIndex = /([_^])(\\(?:min|max|log|exp|det|arg)(?![a-zA-Z]))/g;

const rendered = (tex: string, options: katex.KatexOptions) =>
  katex.renderToString(tex.trim().replace(bareFunctionIndex, "$1{$2}"), { strict: "ignore", ...options });

/**
 * TeX as HTML for the eye and MathML for screen readers.
 *
 * @param displayMode on lines of its own, not within a sentence
 * @throws Failure where KaTeX cannot read it
 */
export function mathsHtml(tex: string, displayMode: boolean) {
  try {
    const html = rendered(tex, { displayMode });
    return displayMode ? `<span class="maths">${html}</span>` : html;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`the formula ${tex.trim()} cannot be read: ${reason}`, { cause: error });
  }
}

/** A short formula in plain characters, for lists of what was found: ŷ is y^, a fraction has no line. */
export const mathsText = (tex: string) =>
  rendered(tex, { output: "mathml", throwOnError: false })
    .replace(/<annotation[\s\S]*?<\/annotation>/g, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/**
 * A formula: between double dollars; or between single ones with no space behind the first, none before the last,
 * and no digit behind that, so that prices stay prices. A backslash takes the meaning from what follows it.
 */
const formula = /\$\$((?:\\.|[^\\])+?)\$\$|\$(?![\s$])((?:\\.|[^\\])+?)(?<!\s)\$(?!\d)/sy;

/** Teaches markdown-it `$…$` and `$$…$$` as Jupyter understands them. */
export function maths(markdown: Markdown) {
  markdown.inline.ruler.after("escape", "maths", (state, silent) => {
    formula.lastIndex = state.pos;
    const [whole = "", display, inline = ""] = formula.exec(state.src) ?? [];
    if (whole === "") return false;
    if (!silent) {
      const kind = display === undefined ? "maths_inline" : "maths_display";
      state.push(kind, "math", 0).content = display ?? inline;
    }
    state.pos += whole.length;
    return true;
  });
  markdown.block.ruler.before("fence", "maths", displayBlock, { alt: ["paragraph", "blockquote", "list"] });
  markdown.renderer.rules["maths_block"] = (tokens, i) =>
    `<p>${mathsHtml(tokens[i]?.content ?? "", true)}</p>\n`;
  markdown.renderer.rules["maths_inline"] = (tokens, i) => mathsHtml(tokens[i]?.content ?? "", false);
  markdown.renderer.rules["maths_display"] = (tokens, i) => mathsHtml(tokens[i]?.content ?? "", true);
}

/** A formula that has its lines to itself: what is in it is not taken for a list or a heading. */
const displayBlock: RuleBlock = (state, startLine, endLine, silent) => {
  const lineOf = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
  if (!lineOf(startLine).startsWith("$$")) return false;
  let formula = lineOf(startLine).slice(2);
  let line = startLine;
  while (!formula.endsWith("$$")) {
    line += 1;
    if (line >= endLine || formula.includes("$$")) return false;
    formula += `\n${lineOf(line)}`;
  }
  if (formula.indexOf("$$") !== formula.length - 2) return false;
  if (silent) return true;
  const token = state.push("maths_block", "math", 0);
  token.content = formula.slice(0, -2);
  token.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
};
