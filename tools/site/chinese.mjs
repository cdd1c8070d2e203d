const han = /\p{Script=Han}+(?:[、，：]\p{Script=Han}+)*/gu;

/**
 * Marks what is Chinese in a piece of HTML text as Chinese, so that it is spoken and drawn as such and not as
 * English or Japanese.
 *
 * @param {string} html without tags, as it stands between two of them
 */
export const withChineseMarked = (html) =>
  html.replace(han, (words) => `<span lang="zh-Hans">${words}</span>`);

/** The first run of Chinese in a text. @param {string} text @returns {string | undefined} */
export const firstChinese = (text) => text.match(han)?.[0];
