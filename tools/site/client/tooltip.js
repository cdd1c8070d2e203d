/// <reference lib="dom" />

/** @type {HTMLElement | undefined} */
let box;

/**
 * Shows what a chart tells of the mark under the pointer, beside it and within the window.
 *
 * @param {unknown} _handler
 * @param {MouseEvent} event
 * @param {unknown} _item
 * @param {unknown} value a text, or names and values; nothing where the pointer has left the mark
 */
export function showTooltip(_handler, event, _item, value) {
  if (value === undefined || value === null || value === "") {
    if (box) box.hidden = true;
    return;
  }
  if (!box) {
    box = document.createElement("div");
    box.className = "tooltip";
    // The description of the chart tells what matters; this is for the pointer alone.
    box.setAttribute("aria-hidden", "true");
    document.body.append(box);
  }
  box.replaceChildren(...(typeof value === "object" ? rows(value) : [String(value)]));
  box.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.min(event.clientX + 12, document.documentElement.clientWidth - width - 8);
  const above = event.clientY + 16 + height > window.innerHeight;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${above ? event.clientY - height - 12 : event.clientY + 16}px`;
}

/** @param {object} values */
const rows = (values) =>
  Object.entries(values).map(([name, value]) => {
    const row = document.createElement("div");
    const key = document.createElement("span");
    key.textContent = name;
    row.append(key, ` ${value}`);
    return row;
  });
