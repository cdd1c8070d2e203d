/** A link or picture in Markdown, `](address`, or in HTML, `src="address` and `href="address`. */
const address = /(\]\(|\b(?:src|href)=")([^)"\s]+)/g;
/** Has a scheme, is absolute, names a place in the same document, or a picture attached to the cell. */
const isFixed = /^(?:[a-z][a-z\d+.-]*:|\/|#)/i;
/** A notebook in the same folder: this edition has its own of that name. */
const isNeighbour = /^(?:\.\/)?[^/]+\.ipynb(?:[?#].*)?$/;

/**
 * A cell's Markdown with its relative links as they have to be one folder deeper, in `notebooks/colab`. Links to other
 * notebooks stay, and so lead to this edition's. Code is left as it is.
 */
export function fromColabFolder(markdown: string) {
  return markdown
    .split(/(^```[^]*?^```|`[^`\n]*`)/m)
    .map((part, place) =>
      place % 2 === 1
        ? part
        : part.replace(address, (whole, before: string, to: string) =>
            isFixed.test(to) || isNeighbour.test(to) ? whole : `${before}../${to}`,
          ),
    )
    .join("");
}
