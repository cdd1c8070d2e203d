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
