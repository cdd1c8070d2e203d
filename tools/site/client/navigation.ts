/// <reference lib="dom" />
import { find } from "./page.ts";

/** On narrow screens the lists of notebooks and of sections are opened by a button. */
export function startNavigation() {
  const button = find("button.menu", HTMLButtonElement);
  const navigation = find("#navigation", HTMLElement);
  const open = (isOpen: boolean) => {
    button.setAttribute("aria-expanded", String(isOpen));
    navigation.classList.toggle("open", isOpen);
  };
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  navigation.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) open(false);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    open(false);
    button.focus();
  });
}
