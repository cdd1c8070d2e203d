/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * The element that a selector finds. The page and its scripts are made together, so there is one.
 *
 * @template {HTMLElement} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 * @param {ParentNode} [within]
 * @returns {Kind}
 */
export function find(selector, kind, within = document) {
  const element = within.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`the page has no ${selector}`);
  return element;
}

/**
 * Has screen readers say a text.
 *
 * @param {string} text
 */
export function announce(text) {
  find("p.announcement", HTMLElement).textContent = text;
}
