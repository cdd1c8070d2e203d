import type { NotebookPage } from "./jupyterlab";
import { moveSlider } from "./slider";

/** What a notebook is expected to show. */
export interface ExpectedCharts {
  /** Its file's name, without `.ipynb`. */
  readonly name: string;
  /** How many charts it draws. */
  readonly charts: number;
  /** How many sliders each chart has that has any, from top to bottom. */
  readonly sliders: readonly number[];
}

/** Takes a picture of each chart of a notebook that was run, expecting that nothing failed; returns their number. */
export async function chartsWithoutErrors(notebook: NotebookPage, name: string): Promise<number> {
  expect(await notebook.errorOutputs()).toEqual([]);
  expect(notebook.errors).toEqual([]);
  const all = notebook.page.locator(".vega-embed");
  const count = await all.count();
  await notebook.picture(`${name}-end`);
  for (let i = 0; i < count; i++) {
    await all.nth(i).scrollIntoViewIfNeeded();
    await notebook.picture(`${name}-chart-${i + 1}`);
  }
  return count;
}

/**
 * Moves every slider, expecting that each changes what its chart draws and what it tells; returns how many each
 * chart has that has any.
 */
export async function slidersThatMove(notebook: NotebookPage, name: string): Promise<number[]> {
  const movable = notebook.page.locator(".vega-embed:has(input[type=range])");
  const found: number[] = [];
  for (let i = 0; i < (await movable.count()); i++) {
    const count = await movable.nth(i).locator("input[type=range]").count();
    found.push(count);
    for (let slider = 0; slider < count; slider++) {
      const { before, after } = await moveSlider(movable.nth(i), slider, 0.8);
      expect(after.marks).not.toEqual(before.marks);
      expect(after.words).not.toEqual(before.words);
    }
    await notebook.picture(`${name}-moved-${i + 1}`);
  }
  return found;
}
