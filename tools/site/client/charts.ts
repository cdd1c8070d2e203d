/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type * as Vega from "vega";
import { announce, element } from "./page.ts";
import { showTooltip } from "./tooltip.ts";

/** Draws each chart when it comes near the screen or when its slider is moved; before, its picture is there. */
export function startCharts() {
  const figures = document.querySelectorAll<HTMLElement>("figure.chart:has(> script)");
  const drawWhatIsNear = (entries: IntersectionObserverEntry[]) => {
    const near = entries.filter(({ isIntersecting }) => isIntersecting);
    for (const { target } of near) void viewOf(target as HTMLElement);
  };
  const observer = new IntersectionObserver(drawWhatIsNear, { rootMargin: "400px" });
  for (const figure of figures) {
    startSliders(figure);
    observer.observe(figure);
  }
  // On paper a drawing is sharper than its picture; where there is no time for it, the picture is printed.
  addEventListener("beforeprint", () => figures.forEach((figure) => void viewOf(figure)));
}

const views = new WeakMap<HTMLElement, Promise<Vega.View>>();

/** The figure's view, drawn. */
function viewOf(figure: HTMLElement) {
  const view = views.get(figure) ?? draw(figure);
  views.set(figure, view);
  return view;
}

async function draw(figure: HTMLElement): Promise<Vega.View> {
  const vega = Reflect.get(self, "vega") as typeof Vega;
  const picture = figure.querySelector(".picture") as HTMLElement;
  const drawing = element("div", "drawing");
  const spec = JSON.parse(figure.querySelector("script")?.textContent ?? "") as Vega.Spec;
  const view = new vega.View(vega.parse(spec), { renderer: "svg", hover: true, logLevel: vega.Warn });
  view.tooltip(showTooltip);
  view.initialize(drawing);
  await view.runAsync();
  // The description stands on the picture's box; the single marks would only be spelled out.
  drawing.querySelector("svg")?.setAttribute("aria-hidden", "true");
  picture.replaceChildren(drawing);
  return view;
}

function startSliders(figure: HTMLElement) {
  const box = figure.querySelector(".sliders");
  if (box instanceof HTMLElement) box.hidden = false;
  for (const input of figure.querySelectorAll("input")) {
    const output = input.nextElementSibling as HTMLOutputElement;
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

/** Once a slider rests, says which words of the chart have changed. */
function announceChanges(figure: HTMLElement, input: HTMLElement) {
  let before: string[] = [];
  input.addEventListener("focus", () => {
    void viewOf(figure).then(() => (before = wordsIn(figure)));
  });
  const sayChanges = async () => {
    await (await viewOf(figure)).runAsync();
    const after = wordsIn(figure);
    const changed = after.filter((words) => !before.includes(words));
    if (changed.length > 0) announce(changed.join("; "));
    before = after;
  };
  input.addEventListener("change", () => void sayChanges());
}

/** What is written in a chart, but for its axes. */
const wordsIn = (figure: HTMLElement) =>
  [...figure.querySelectorAll("svg text")]
    .filter((text) => text.closest(".role-axis, .role-legend") === null)
    .map((text) => text.textContent ?? "")
    .filter((text) => /\d/.test(text));
