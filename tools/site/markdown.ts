import MarkdownIt from "markdown-it";

import { codeBox } from "./highlight.ts";
import { escapeHtml, withChineseMarked } from "./html.ts";
import { maths, mathsText } from "./maths.ts";

type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

export interface Heading {
  /** 1 to 6 */
  level: number;
  id: string;
  html: string;
}

/** what stands under a heading, to be searched */
export interface Section {
  /** of the heading */
  id: string;
  title: string;
  texts: string[];
}

/** what the Markdown cells of one page have in common */
export interface PageState {
  slug: (heading: string, wanted?: string) => string;
  /** in order */
  headings: Heading[];
  /** in order */
  sections: Section[];
  /** the names of the notebooks that become pages */
  pages: string[];
  /** notebooks that are linked to and become no page */
  missing: string[];
  /** Whether the next heading begins a section that goes further, and is therefore collapsed. */
  isDeeper: boolean;
  /** the levels of the headings whose sections are collapsed and not closed yet */
  open: number[];
}

/**
 * A page before its first cell.
 *
 * @param pages the names of the notebooks that become pages
 */
export const newPage = (pages: string[]): PageState => ({
  ...{ slug: slugs(), headings: [], sections: [], pages, missing: [], isDeeper: false, open: [] },
});

/** Ends the collapsed sections that a heading of this level ends; at the end of the page, all. */
export function closedSections(page: PageState, level = 1) {
  let html = "";
  for (; (page.open.at(-1) ?? 0) >= level; page.open.pop()) html += "</details>\n";
  return html;
}

const markdown = new MarkdownIt({ html: true, highlight: null }).use(maths);
const { rules } = markdown.renderer;

rules["text"] = (tokens: Token[], i: number) => withChineseMarked(escapeHtml(tokens[i]?.content ?? ""));
rules["fence"] = (tokens: Token[], i: number) =>
  codeBox(tokens[i]?.content ?? "", tokens[i]?.info.trim().split(/\s/)[0]);
rules["code_block"] = (tokens: Token[], i: number) => codeBox(tokens[i]?.content ?? "");
rules["heading_open"] = (tokens: Token[], i: number) =>
  `${tokens[i].info}<${tokens[i].tag} id="${tokens[i].attrGet("id")}">`;
rules["heading_close"] = (tokens: Token[], i: number) => `</${tokens[i].tag}>${tokens[i].info}\n`;
rules["table_open"] = () => '<div class="table"><table>\n';
rules["table_close"] = () => "</table></div>\n";

/**
 * A Markdown cell as HTML. Its headings get names, links to notebooks lead to their pages, and what is found
 * is added to the page's state.
 */
export function markdownHtml(source: string, page: PageState) {
  const tokens = markdown.parse(source, {});
  for (const [i, token] of tokens.entries()) {
    if (token.type === "inline" && tokens[i + 2]?.type === "heading_open") nameNext(tokens, i);
    if (token.type === "heading_open") addHeading(tokens.slice(i, i + 3), page);
    else if (tokens[i - 1]?.type !== "heading_open") page.sections.at(-1)?.texts.push(plainText(token));
  }
  for (const { children } of tokens) leadToPages(children ?? [], page);
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** A piece of Markdown within a sentence as HTML. */
export const inlineHtml = (source: string) => markdown.renderInline(source);

/** A paragraph that is nothing but `<a id="…"></a>` becomes the name of the heading that follows. */
function nameNext(tokens: Token[], place: number) {
  const [, anchor] = /^<a id="([\w-]+)"><\/a>$/.exec(tokens[place].content) ?? [];
  if (anchor === undefined) return;
  tokens[place + 2].attrSet("id", anchor);
  tokens[place].children = [];
  for (const token of tokens.slice(place - 1, place + 2)) token.hidden = true;
}

function addHeading([token, { children }, end]: Token[], page: PageState) {
  const level = Number(token.tag.slice(1));
  const text = (children ?? []).map(plainText).join("");
  const id = page.slug(text, token.attrGet("id")?.toString());
  const isDeeper = page.isDeeper || /(?:^|· )Deeper\b/.test(text);
  page.isDeeper = false;
  // What stands before the heading and behind it.
  token.info = closedSections(page, level);
  if (isDeeper) {
    page.open.push(level);
    token.info += '<details class="deeper"><summary>';
    end.info = "</summary>";
  }
  token.attrSet("id", id);
  const html = markdown.renderer.renderInline(children ?? [], markdown.options, {});
  page.headings.push({ level, id, html });
  page.sections.push({ id, title: text, texts: [] });
}

/** What can be read of a token, without marks. */
function plainText(token: Token): string {
  if (token.type === "inline") return (token.children ?? []).map(plainText).join("");
  if (token.type === "html_block") return token.content.replace(/<[^>]*>/g, " ");
  if (token.type === "html_inline") return "";
  if (token.type === "maths_inline") return mathsText(token.content);
  // A formula on lines of its own cannot be read as a line of text.
  if (token.type === "maths_display" || token.type === "maths_block") return "…";
  return token.type === "softbreak" ? " " : token.content;
}

/** Links to notebooks lead to their pages; one to a notebook that becomes no page is no link. */
function leadToPages(tokens: Token[], page: PageState) {
  let isMissing = false;
  for (const token of tokens) {
    if (token.type === "link_open") {
      const href = String(token.attrGet("href"));
      const [, name, anchor = ""] = href.match(/^(?:\.\/)?([^/:#]+)\.ipynb(#.*)?$/) ?? [];
      isMissing = name !== undefined && !page.pages.includes(name);
      if (isMissing) page.missing.push(String(name));
      else if (name !== undefined) token.attrSet("href", `${name}.html${anchor}`);
      else if (/^https?:/.test(href)) token.attrSet("rel", "external noopener");
    }
    if (token.type.startsWith("link_")) token.hidden = isMissing;
  }
}

/**
 * Names for the places of one page, made from their headings: lower case, words joined by hyphens. The number
 * before a heading and its Chinese words are left out where others remain, so that an address can be read
 * wherever it is shown. A name that is taken gets a number.
 *
 * @returns `wanted` is taken as it is, where it is free
 */
function slugs(): (heading: string, wanted?: string) => string {
  const taken = new Set();
  return (heading, wanted) => {
    const base = wanted ?? nameOf(heading);
    let slug = base;
    for (let i = 2; taken.has(slug); i += 1) slug = `${base}-${i}`;
    taken.add(slug);
    return slug;
  };
}

function nameOf(heading: string) {
  const words = heading.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["section"];
  const isChinese = (word: string) => /\p{Script=Han}/u.test(word);
  const readable = words.filter((word) => !isChinese(word));
  const first = readable.findIndex((word) => /\p{L}/u.test(word));
  return (first >= 0 ? readable.slice(first) : words).join("-");
}
