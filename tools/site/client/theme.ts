/// <reference lib="dom" />
import { find } from "./page.ts";

/** The switch between light and dark: as the system has it, until the reader says otherwise. */
export function startTheme() {
  const button = find("button.theme", HTMLButtonElement);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const { dataset } = document.documentElement;
  const isDark = () => (dataset["theme"] ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    dataset["theme"] = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", dataset["theme"]);
    } catch {
      // Some browsers keep nothing for pages opened from a disk; then the choice holds for this page.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
}
