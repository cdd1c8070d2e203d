/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { announce } from "./page.js";
import { showTooltip } from "./tooltip.js";

/** @import * as Vega from "vega" */

/** Draws each chart when it comes near the screen or when its slider is moved; before, its picture is there. */
export function startCharts() {
  const figures = [
    .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.chart")),
  ].filter((figure) => figure.querySelector("script") !== null);
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void viewOf(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: "400px" },
  );
  for (const figure of figures) {
    startSliders(figure);
    observer.observe(figure);
  }
  // On paper a drawing is sharper than its picture; where there is no time for it, the picture is printed.
  addEventListener("beforeprint", () => figures.forEach((figure) => void viewOf(figure)));
}

/** @type {WeakMap<HTMLElement, Promise<Vega.View>>} */
const views = new WeakMap();

/** The figure's view, drawn. @param {HTMLElement} figure */
function viewOf(figure) {
  let view = views.get(figure);
  if (!view) views.set(figure, (view = draw(figure)));
  return view;
}

/** @param {HTMLElement} figure @returns {Promise<Vega.View>} */
async function draw(figure) {
  const vega = /** @type {typeof Vega} */ (Reflect.get(self, "vega"));
  const picture = /** @type {HTMLElement} */ (figure.querySelector(".picture"));
  const drawing = document.createElement("div");
  drawing.className = "drawing";
  const spec = /** @type {Vega.Spec} */ (JSON.parse(figure.querySelector("script")?.textContent ?? ""));
  const view = new vega.View(vega.parse(spec), { renderer: "svg", hover: true, logLevel: vega.Warn });
  view.tooltip(showTooltip);
  view.initialize(drawing);
  await view.runAsync();
  // The description stands on the picture's box; the single marks would only be spelled out.
  drawing.querySelector("svg")?.setAttribute("aria-hidden", "true");
  picture.replaceChildren(drawing);
  return view;
}

/** @param {HTMLElement} figure */
function startSliders(figure) {
  const box = figure.querySelector(".sliders");
  if (box instanceof HTMLElement) box.hidden = false;
  for (const input of figure.querySelectorAll("input")) {
    const output = /** @type {HTMLOutputElement} */ (input.nextElementSibling);
    const decimals = input.step.split(".")[1]?.length ?? 0;
    const show = () => {
      const text = input.valueAsNumber.toFixed(decimals).replace("-", "−");
      output.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    // Firefox keeps what a slider was set to when a page is loaded again, the chart does not.
    input.value = input.defaultValue;
    show();
    input.addEventListener("input", () => {
      show();
      void viewOf(figure).then((view) =>
        view.signal(input.dataset["signal"] ?? "", input.valueAsNumber).runAsync(),
      );
    });
    announceChanges(figure, input);
  }
}

/** Once a slider rests, says which words of the chart have changed. @param {HTMLElement} figure @param {HTMLElement} input */
function announceChanges(figure, input) {
  /** @type {string[]} */
  let before = [];
  input.addEventListener("focus", () => {
    void viewOf(figure).then(() => (before = wordsIn(figure)));
  });
  input.addEventListener("change", () => {
    void viewOf(figure)
      .then((view) => view.runAsync())
      .then(() => {
        const after = wordsIn(figure);
        const changed = after.filter((words) => !before.includes(words));
        if (changed.length > 0) announce(changed.join("; "));
        before = after;
      });
  });
}

/** What is written in a chart, but for its axes. @param {HTMLElement} figure */
const wordsIn = (figure) =>
  [...figure.querySelectorAll("svg text")]
    .filter((text) => text.closest(".role-axis, .role-legend") === null)
    .map((text) => text.textContent ?? "")
    .filter((text) => /\d/.test(text));
