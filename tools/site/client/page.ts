/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** The element that a selector finds. The page and its scripts are made together, so there is one. */
export function find<Kind extends HTMLElement>(
  selector: string,
  kind: new () => Kind,
  within: ParentNode = document,
): Kind {
  const element = within.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`the page has no ${selector}`);
  return element;
}

/** Has screen readers say a text. */
export function announce(text: string) {
  find("p.announcement", HTMLElement).textContent = text;
}
