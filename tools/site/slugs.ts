/**
 * Names for the places of one page, made from their headings: lower case, words joined by hyphens. The number
 * before a heading and its Chinese words are left out where others remain, so that an address can be read
 * wherever it is shown. A name that is taken gets a number.
 *
 * @returns `wanted` is taken as it is, where it is free
 */
export function slugs(): (heading: string, wanted?: string) => string {
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
