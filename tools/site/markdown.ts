import MarkdownIt from "markdown-it";
import { withChineseMarked } from "./chinese.ts";
import { codeBox } from "./highlight.ts";
import { escapeHtml } from "./html.ts";
import { maths, mathsText } from "./maths.ts";

type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

export interface Heading {
  /** 1 to 6 */
  level: number;
  id: string;
  html: string;
  text: string;
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
  /** whether a notebook of that name becomes a page */
  isPage: (name: string) => boolean;
  /** notebooks that are linked to and become no page */
  missing: string[];
}

const markdown = new MarkdownIt({ html: true, highlight: null }).use(maths);
const { rules } = markdown.renderer;

rules["text"] = (tokens: Token[], i: number) => withChineseMarked(escapeHtml(tokens[i]?.content ?? ""));
rules["fence"] = (tokens: Token[], i: number) =>
  codeBox(tokens[i]?.content ?? "", tokens[i]?.info.trim().split(/\s/)[0]);
rules["code_block"] = (tokens: Token[], i: number) => codeBox(tokens[i]?.content ?? "");
rules["table_open"] = () => '<div class="table"><table>\n';
rules["table_close"] = () => "</table></div>\n";

/**
 * A Markdown cell as HTML. Its headings get names, links to notebooks lead to their pages, and what is found
 * is added to the page's state.
 */
export function markdownHtml(source: string, page: PageState) {
  const tokens = withHeadings(markdown.parse(source, {}), page);
  for (const token of tokens) token.children &&= withLinks(token.children, page);
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** A piece of Markdown within a sentence as HTML. */
export const inlineHtml = (source: string) => markdown.renderInline(source);

function withHeadings(tokens: Token[], page: PageState): Token[] {
  const kept: Token[] = [];
  let wanted: string | undefined;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    const anchor = token.type === "paragraph_open" ? onlyAnchor(tokens[i + 1]) : undefined;
    if (anchor !== undefined && tokens[i + 3]?.type === "heading_open") {
      wanted = anchor;
      i += 2;
      continue;
    }
    if (token.type === "heading_open") {
      const inline = tokens[i + 1];
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

/** The name of `<a id="…"></a>`, where a paragraph holds nothing else. */
const onlyAnchor = (inline: Token | undefined) => inline?.content.match(/^<a id="([\w-]+)"><\/a>$/)?.[1];

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

function withLinks(tokens: Token[], page: PageState): Token[] {
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
