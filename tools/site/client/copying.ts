/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { announce } from "./page.ts";

/** The buttons that copy a box of code. */
export function startCopying() {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const code = button.parentElement?.querySelector("code")?.textContent ?? "";
      void copy(code).then((isCopied) => {
        const text = isCopied ? "Copied" : "Not copied";
        button.textContent = text;
        announce(text);
        setTimeout(() => (button.textContent = "Copy"), 1500);
      });
    });
  }
}

/** @returns whether it worked */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
