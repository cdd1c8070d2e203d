/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Locator } from "playwright-core";

/** What of a chart a slider can change: its lines and bars, and the words in it. */
export interface ChartState {
  readonly marks: readonly string[];
  readonly words: readonly string[];
}

/**
 * Drags a chart's slider from its middle to a share of its length, as with a mouse, and waits until the chart
 * has been drawn again.
 *
 * @returns the chart before and after
 */
export async function moveSlider(
  chart: Locator,
  index: number,
  share: number,
): Promise<{ before: ChartState; after: ChartState }> {
  const slider = chart.locator("input[type=range]").nth(index);
  // Waits until the slider is in view, stands still and is covered by nothing.
  await slider.hover();
  const before = await stateOf(chart);
  const box = await slider.boundingBox();
  if (!box) throw new Error("the slider is not on the page");
  const { mouse } = chart.page();
  const y = box.y + box.height / 2;
  await mouse.move(box.x + box.width / 2, y);
  await mouse.down();
  await mouse.move(box.x + box.width * share, y, { steps: 5 });
  await mouse.up();

  await redrawn(chart, before);
  return { before, after: await stateOf(chart) };
}

/**
 * Sets a chart's slider to four fifths of its length, and waits until the chart has been drawn again.
 *
 * @returns the chart before and after
 */
export async function setSlider(
  chart: Locator,
  index: number,
): Promise<{ before: ChartState; after: ChartState }> {
  const before = await stateOf(chart);
  await chart
    .locator("input[type=range]")
    .nth(index)
    .evaluate((input: HTMLInputElement) => {
      input.value = String(Number(input.min) + 0.8 * (Number(input.max) - Number(input.min)));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  await redrawn(chart, before);
  return { before, after: await stateOf(chart) };
}

/** Waits until a chart's words are others than before. */
async function redrawn(chart: Locator, { words }: ChartState): Promise<void> {
  const svg = await chart.locator("svg").elementHandle();
  await chart
    .page()
    .waitForFunction(
      ([element, before]) =>
        [...(element?.querySelectorAll("text") ?? [])].map((t) => t.textContent).join() !== before,
      [svg, words.join()] as const,
    );
}

const stateOf = async (chart: Locator): Promise<ChartState> => ({
  marks: await chart
    .locator("svg .mark-line path, svg .mark-rule line, svg .mark-rect path")
    .evaluateAll((all) => all.map((e) => e.outerHTML)),
  words: await chart.locator("svg text").allTextContents(),
});
