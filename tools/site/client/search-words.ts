const word = /\p{Script=Han}|[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text. Chinese is written without spaces: each of its characters counts as a word. */
export const wordsOf = (text: string): string[] => text.match(word) ?? [];

/**
 * The part of a text around the first of some words, in pieces: those that are such words, and what is between.
 *
 * @param terms in lower case
 * @param length of the part, in characters
 */
export function excerpt(
  text: string,
  terms: readonly string[],
  length: number = 160,
): { words: string; isFound: boolean }[] {
  const matches = [...text.matchAll(word)].filter(([match]) => terms.includes(match.toLowerCase()));
  const first = matches[0]?.index ?? 0;
  const start = first < length / 3 ? 0 : text.lastIndexOf(" ", first - length / 4) + 1;
  const whole = text.length <= start + length ? -1 : text.lastIndexOf(" ", start + length);
  const end = whole > start ? whole : Math.min(text.length, start + length);
  const pieces = [{ words: start > 0 ? "… " : "", isFound: false }];
  let done = start;
  for (const { 0: words, index = 0 } of matches) {
    if (index < done || index + words.length > end) continue;
    pieces.push({ words: text.slice(done, index), isFound: false }, { words, isFound: true });
    done = index + words.length;
  }
  pieces.push({ words: text.slice(done, end) + (end < text.length ? " …" : ""), isFound: false });
  return pieces.filter(({ words }) => words !== "");
}
