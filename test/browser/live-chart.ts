/// <reference lib="dom" />
import type { Locator } from "playwright-core";

/** The picture that `liveCurves` redraws in place while a cell runs. */
const pictureIn = (cell: Locator): Locator =>
  cell.locator("img[src^='data:image/svg'], .jp-RenderedSVG svg, .jp-RenderedSVG img").first();

/** The lines of a live chart, each as the `d` of its SVG path. */
async function linesOf(picture: Locator): Promise<string[]> {
  const svg = await picture.evaluate((element) => {
    const source = element.getAttribute("src");
    if (source === null) return element.outerHTML;
    const [, base64, data = ""] = /^data:image\/svg\+xml[^,]*?(;base64)?,(.*)$/s.exec(source) ?? [];
    return base64 ? atob(data) : decodeURIComponent(data);
  });
  const marks = [...svg.matchAll(/<g[^>]*class="[^"]*mark-line[^"]*"[^>]*>(.*?)<\/g>/gs)];
  return marks.flatMap(([, mark = ""]) => [...mark.matchAll(/\sd="([^"]*)"/g)].map(([, d = ""]) => d));
}

/**
 * Waits until a cell draws live, and then until each of its curves has gone on.
 *
 * @returns the curves' paths, before and after
 */
export async function watchCurvesMove(cell: Locator, timeout = 60_000): Promise<[string[], string[]]> {
  const picture = pictureIn(cell);
  await picture.waitFor({ timeout });
  const before = await linesOf(picture);
  for (const end = Date.now() + timeout; ;) {
    await cell.page().waitForTimeout(100);
    const after = await linesOf(picture);
    if (after.length > 0 && after.every((line) => !before.includes(line))) return [before, after];
    if (Date.now() > end) throw new Error(`the curves stand still: ${after.join(" | ")}`);
  }
}
