import MarkdownIt from "markdown-it";
import { withChineseMarked } from "./chinese.mjs";
import { codeBox } from "./highlight.mjs";
import { escapeHtml } from "./html.mjs";
import { maths, mathsText } from "./maths.mjs";

/** @typedef {ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number]} Token */

/**
 * @typedef {object} Heading
 * @property {number} level 1 to 6
 * @property {string} id
 * @property {string} html
 * @property {string} text
 *
 * @typedef {object} Section what stands under a heading, to be searched
 * @property {string} id of the heading
 * @property {string} title
 * @property {string[]} texts
 *
 * @typedef {object} PageState what the Markdown cells of one page have in common
 * @property {(heading: string, wanted?: string) => string} slug
 * @property {Heading[]} headings in order
 * @property {Section[]} sections in order
 * @property {(name: string) => boolean} isPage whether a notebook of that name becomes a page
 * @property {string[]} missing notebooks that are linked to and become no page
 */

const markdown = new MarkdownIt({ html: true, highlight: null }).use(maths);
const { rules } = markdown.renderer;

rules["text"] = (/** @type {Token[]} */ tokens, /** @type {number} */ i) =>
  withChineseMarked(escapeHtml(tokens[i]?.content ?? ""));
rules["fence"] = (/** @type {Token[]} */ tokens, /** @type {number} */ i) =>
  codeBox(tokens[i]?.content ?? "", tokens[i]?.info.trim().split(/\s/)[0]);
rules["code_block"] = (/** @type {Token[]} */ tokens, /** @type {number} */ i) =>
  codeBox(tokens[i]?.content ?? "");
rules["table_open"] = () => '<div class="table"><table>\n';
rules["table_close"] = () => "</table></div>\n";

/**
 * A Markdown cell as HTML. Its headings get names, links to notebooks lead to their pages, and what is found
 * is added to the page's state.
 *
 * @param {string} source
 * @param {PageState} page
 */
export function markdownHtml(source, page) {
  const tokens = withHeadings(markdown.parse(source, {}), page);
  for (const token of tokens) token.children &&= withLinks(token.children, page);
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** A piece of Markdown within a sentence as HTML. @param {string} source */
export const inlineHtml = (source) => markdown.renderInline(source);

/** @param {Token[]} tokens @param {PageState} page @returns {Token[]} */
function withHeadings(tokens, page) {
  /** @type {Token[]} */
  const kept = [];
  /** @type {string | undefined} */
  let wanted;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = /** @type {Token} */ (tokens[i]);
    const anchor = token.type === "paragraph_open" ? onlyAnchor(tokens[i + 1]) : undefined;
    if (anchor !== undefined && tokens[i + 3]?.type === "heading_open") {
      wanted = anchor;
      i += 2;
      continue;
    }
    if (token.type === "heading_open") {
      const inline = /** @type {Token} */ (tokens[i + 1]);
      const text = plainText(inline);
      const id = page.slug(text, wanted);
      wanted = undefined;
      token.attrSet("id", id);
      const html = markdown.renderer.renderInline(inline.children ?? [], markdown.options, {});
      page.headings.push({ level: Number(token.tag.slice(1)), id, html, text });
      page.sections.push({ id, title: text, texts: [] });
    } else if (tokens[i - 1]?.type !== "heading_open") {
      page.sections.at(-1)?.texts.push(plainText(token));
    }
    kept.push(token);
  }
  return kept;
}

/** The name of `<a id="…"></a>`, where a paragraph holds nothing else. @param {Token | undefined} inline */
const onlyAnchor = (inline) => inline?.content.match(/^<a id="([\w-]+)"><\/a>$/)?.[1];

/** What can be read of a token, without marks. @param {Token} token @returns {string} */
function plainText(token) {
  if (token.type === "inline") return (token.children ?? []).map(plainText).join("");
  if (token.type === "html_block") return token.content.replace(/<[^>]*>/g, " ");
  if (token.type === "html_inline") return "";
  if (token.type === "maths_inline") return mathsText(token.content);
  // A formula on lines of its own cannot be read as a line of text.
  if (token.type === "maths_display" || token.type === "maths_block") return "…";
  return token.type === "softbreak" ? " " : token.content;
}

/** @param {Token[]} tokens @param {PageState} page @returns {Token[]} */
function withLinks(tokens, page) {
  let dropped = 0;
  return tokens.filter((token) => {
    if (token.type === "link_close" && dropped > 0) {
      dropped -= 1;
      return false;
    }
    if (token.type !== "link_open") return true;
    const href = String(token.attrGet("href"));
    const [, name, anchor = ""] = href.match(/^(?:\.\/)?([^/:#]+)\.ipynb(#.*)?$/) ?? [];
    if (name === undefined) {
      if (/^https?:/.test(href)) token.attrSet("rel", "external noopener");
      return true;
    }
    if (page.isPage(name)) {
      token.attrSet("href", `${name}.html${anchor}`);
      return true;
    }
    page.missing.push(name);
    dropped += 1;
    return false;
  });
}
