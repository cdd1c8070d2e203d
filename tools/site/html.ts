import MarkdownIt from "markdown-it";

/** A text as it is written between tags or in an attribute's double quotes. */
export const { escapeHtml } = new MarkdownIt().utils;

/** A value as JSON that can stand in a script element: nothing in it ends the element. */
export const scriptJson = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

const han = /\p{Script=Han}+(?:[、，：]\p{Script=Han}+)*/gu;

/**
 * Marks what is Chinese in a piece of HTML text as Chinese, so that it is spoken and drawn as such and not as
 * English or Japanese.
 *
 * @param html without tags, as it stands between two of them
 */
export const withChineseMarked = (html: string) =>
  html.replace(han, (words) => `<span lang="zh-Hans">${words}</span>`);

/** The first run of Chinese in a text. */
export const firstChinese = (text: string): string | undefined => text.match(han)?.[0];

/** A template with texts in place of the names in double braces. @throws RangeError where one is missing */
export const filled = (template: string, texts: Record<string, string>) =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (texts[name] === undefined) throw new RangeError(`filled: the template needs a text for ${name}.`);
    return texts[name];
  });
