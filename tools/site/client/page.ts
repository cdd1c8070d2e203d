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

/** A new element with what it holds. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

/** Has screen readers say a text. */
export function announce(text: string) {
  find("p.announcement", HTMLElement).textContent = text;
}
