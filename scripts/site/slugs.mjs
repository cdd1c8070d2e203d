/**
 * Names for the places of one page, made from their headings: lower case, words joined by hyphens, letters of
 * any script kept. A name that is taken gets a number.
 *
 * @returns {(heading: string, wanted?: string) => string} `wanted` is taken as it is, where it is free
 */
export function slugs() {
  const taken = new Set();
  return (heading, wanted) => {
    const words = heading.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["section"];
    const base = wanted ?? words.join("-");
    let slug = base;
    for (let i = 2; taken.has(slug); i += 1) slug = `${base}-${i}`;
    taken.add(slug);
    return slug;
  };
}
