/// <reference lib="dom" />
import { element } from "./page.ts";

let box: HTMLElement | undefined;

/**
 * Shows what a chart tells of the mark under the pointer, beside it and within the window.
 *
 * @param value a text, or names and values; nothing where the pointer has left the mark
 */
export function showTooltip(_handler: unknown, event: MouseEvent, _item: unknown, value: unknown) {
  if (value === undefined || value === null || value === "") {
    if (box) box.hidden = true;
    return;
  }
  if (!box) {
    box = element("div", "tooltip");
    // The description of the chart tells what matters; this is for the pointer alone.
    box.setAttribute("aria-hidden", "true");
    document.body.append(box);
  }
  box.replaceChildren(...(typeof value === "object" ? rows(value) : [`${value as string}`]));
  box.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.min(event.clientX + 12, document.documentElement.clientWidth - width - 8);
  const above = event.clientY + 16 + height > window.innerHeight;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${above ? event.clientY - height - 12 : event.clientY + 16}px`;
}

const rows = (values: object) =>
  Object.entries(values).map(([name, value]) => element("div", "", element("span", "", name), ` ${value}`));
