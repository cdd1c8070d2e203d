/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { launchChromium } from "./chromium";
import { cellsOf, chartsOf, names, slidersIn, textOf } from "./committed-charts";
import {
  accessibilityProblems,
  drawCharts,
  drawChartsInView,
  makeSite,
  openSite,
  picture,
  redrawnBy,
  type SitePage,
  tabTo,
  thinOut,
} from "./site-page";

jest.setTimeout(180_000);

/** What stands in a notebook as text: neither in code cells nor as code. */
const proseOf = (name: string): string =>
  cellsOf(name)
    .filter(({ cell_type }) => cell_type === "markdown")
    .map((cell) => textOf(cell).replace(/```[\s\S]*?```|`[^`\n]*`/g, ""))
    .join("\n\n");

let folder: string;
let browser: Browser;
let printed: string;
let wide: SitePage;
let narrow: SitePage;

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "linear-networks-site-")), "site");
  [printed, browser] = await Promise.all([makeSite(folder), launchChromium()]);
  wide = await openSite(browser, folder, { width: 1280 });
  narrow = await openSite(browser, folder, { width: 390 });
});
afterAll(async () => {
  await browser?.close();
  await rm(resolve(folder, ".."), { recursive: true, force: true });
});

const isWiderThanScreen = ({ page }: SitePage) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

const stateOf = (slider: Locator) =>
  slider.evaluate((input: HTMLInputElement) => ({
    value: input.value,
    most: input.max,
    told: input.getAttribute("aria-valuetext"),
    label: input.labels?.[0]?.textContent,
  }));

test("beside the pages lies the edition for hosts that have only Python", async () => {
  const edition = await readFile(join(folder, "notebooks", "colab", `${names[0]}.ipynb`), "utf8");
  expect(edition).toContain("%%ts\\n");
});

test("the build tells the sizes: what is shared is below 1.5 MB, and so is each page", () => {
  const sizes = [...printed.matchAll(/^ {2}(\S.*?) +([\d,]+) kB/gm)].map(
    ([, what, size]) => [what, Number(size?.replaceAll(",", ""))] as const,
  );
  expect(sizes.map(([what]) => what)).toEqual([...names, "shared by all pages"]);
  for (const [, size] of sizes) expect(size).toBeLessThan(1500);
});

describe.each(names)("%s", (name) => {
  const charts = chartsOf(name);
  const sliders = charts.reduce((sum, chart) => sum + slidersIn(chart), 0);

  beforeAll(() => wide.goTo(name));

  test("opens from the disk without a network, and draws all its charts without errors", async () => {
    expect(await drawCharts(wide.page)).toBe(charts.length);
    expect(await isWiderThanScreen(wide)).toBe(false);
    expect(wide.problems).toEqual([]);
  });

  test("shows its formulas, and no dollar sign that stands for one", async () => {
    const { formulas, invisible, text } = await wide.page.evaluate(() => {
      const all = [...document.querySelectorAll("main .katex-html")];
      const copy = document.querySelector("main")?.cloneNode(true) as HTMLElement;
      for (const other of copy.querySelectorAll("pre, code, script, .katex, .drawing")) other.remove();
      const isFolded = (element: Element) => element.closest("details:not([open])") !== null;
      return {
        formulas: all.length,
        invisible: all.filter((e) => !isFolded(e) && e.getBoundingClientRect().width < 3).length,
        text: copy.textContent ?? "",
      };
    });
    expect(formulas > 0).toBe(/\$[^$\s][^$]*\$/.test(proseOf(name)));
    expect(invisible).toBe(0);
    // No space stands before the dollar that ends a formula, so two prices in a line are not one.
    expect(text.match(/\$[^\s$](?:[^$\n]{0,80}[^\s$])?\$|\\(?:frac|sum|lVert|mathbf|top)\b/g)).toBeNull();
  });

  test("has sliders that keys move, each changing its chart and what it tells", async () => {
    const all = wide.page.locator(".slider input");
    expect(await all.count()).toBe(sliders);
    for (let i = 0; i < sliders; i++) await moveByKey(all.nth(i));
  });

  test("leads to the notebook itself", async () => {
    const href = await wide.page.locator(".notebook-link a").getAttribute("href");
    const { cells } = JSON.parse(await readFile(join(folder, String(href)), "utf8")) as {
      cells: { source: string[] | string }[];
    };
    expect([cells[0]?.source].flat()[0]?.trim()).toBe(`# ${await wide.page.locator("h1").textContent()}`);
  });

  test("fits a phone", async () => {
    await narrow.goTo(name);
    await drawChartsInView(narrow.page);
    expect(await isWiderThanScreen(narrow)).toBe(false);
    expect(narrow.problems).toEqual([]);
  });
});

/** Moves a slider by a key, wherever the focus was, and waits until its chart is drawn again. */
async function moveByKey(slider: Locator): Promise<void> {
  await slider.focus();
  const drawing = slider.locator("xpath=ancestor::figure").locator(".drawing svg");
  const { value, most, told, label } = await stateOf(slider);
  expect(label).toMatch(/\w/);
  const key = value === most ? "ArrowLeft" : "ArrowRight";
  await redrawnBy(drawing, () => slider.page().keyboard.press(key));
  expect((await stateOf(slider)).told).not.toBe(told);
}

// All pages are made by the same code; these have between them every kind of thing that a page can hold.
test.each(["2-3-image-classification-dataset", "2-6-questions"])(
  "axe finds nothing serious in %s",
  async (name) => {
    await wide.goTo(name);
    await thinOut(wide.page);
    expect(await accessibilityProblems(wide.page)).toEqual([]);
  },
);

describe("a page with sliders", () => {
  const name = "1-2-basic-optimization";

  test("has sliders that the Tab key alone reaches, on a phone, too", async () => {
    for (const site of [wide, narrow]) {
      await site.goTo(name);
      const slider = site.page.locator(".slider input").first();
      await tabTo(site.page, slider);
      expect(await slider.evaluate((input) => input === document.activeElement)).toBe(true);
      await moveByKey(slider);
    }
  });

  test("has nothing that axe finds serious, in either theme, and on a phone", async () => {
    expect(await accessibilityProblems(wide.page)).toEqual([]);
    await wide.page.emulateMedia({ colorScheme: "dark" });
    expect(await accessibilityProblems(wide.page, ["color-contrast"])).toEqual([]);
    await wide.page.emulateMedia({ colorScheme: "light" });
    const onPhones = ["scrollable-region-focusable", "target-size"];
    expect(await accessibilityProblems(narrow.page, onPhones)).toEqual([]);
  });
});

describe("folded code", () => {
  const name = "2-6-questions";

  test("says what it is, opens by a key, and holds all that the notebook hides", async () => {
    const { page } = wide;
    await wide.goTo(name);
    const folded = page.locator("details.folded");
    const hidden = cellsOf(name).filter(({ metadata }) => metadata?.jupyter?.source_hidden);
    expect(await folded.count()).toBe(hidden.length);
    for (const words of await folded.locator("summary").allTextContents()) expect(words).toMatch(/\w{3}/);
    const code = folded.first().locator("code");
    expect(await code.isVisible()).toBe(false);
    await tabTo(page, folded.first().locator("summary"));
    await page.keyboard.press("Enter");
    expect(await code.isVisible()).toBe(true);
    await tabTo(page, folded.first().locator("button.copy"));
    expect(wide.problems).toEqual([]);
  });

  test("is open on paper, with and without scripts, while solutions stay closed", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled, offline: true });
      const page = await context.newPage();
      await page.goto(`file://${folder}/${name}.html`);
      await page.emulateMedia({ media: "print" });
      if (javaScriptEnabled) await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      expect(await page.locator("details.folded code").first().isVisible()).toBe(true);
      expect(await page.locator("details:not(.folded, .deeper) code").first().isVisible()).toBe(false);
      await context.close();
    }
  });
});

describe("the reference of the library", () => {
  test("is a link away from each page, opens from the disk, and leads back", async () => {
    const { page, problems } = wide;
    for (const name of ["index", ...names]) {
      await wide.goTo(name);
      expect(await page.locator("header a.reference").getAttribute("href")).toBe("api/index.html");
    }
    await page.locator("header a.reference").click();
    await page.locator("#tsd-nav-container").getByText("losses").waitFor();
    await page.locator("dt a", { hasText: "losses" }).first().click();
    await page
      .locator("dt a", { hasText: /^crossEntropy$/ })
      .first()
      .click();
    expect(await page.locator("h1").textContent()).toBe("Function crossEntropy");
    await page.getByText("CrossEntropyLoss").first().waitFor();
    await page.locator("#tsd-toolbar-links a", { hasText: "Notebooks" }).click();
    await page.waitForURL((url) => url.href.endsWith("site/index.html"));
    expect(problems).toEqual([]);
  });

  test("finds a function by its name", async () => {
    const { page } = wide;
    await wide.goTo("api/index");
    await page.locator("#tsd-search-trigger").click();
    await page.locator("#tsd-search-input").pressSequentially("scatterWithLine");
    await page.locator('#tsd-search-results a[href*="charts/scatterWithLine.html"]').first().waitFor();
    expect(wide.problems).toEqual([]);
  });

  test("shows the theme that was chosen among the notebooks", async () => {
    const site = await openSite(browser, folder, { width: 1280, theme: "light" });
    await site.goTo("index");
    await site.page.locator("button.theme").click();
    await site.goTo("api/charts");
    const ground = () => site.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe("rgb(22, 25, 30)");
    await site.page.locator(".settings summary").click();
    await site.page.locator("#tsd-theme").selectOption("light");
    await site.goTo("index");
    expect(await ground()).toBe("rgb(253, 252, 250)");
    await site.close();
  });

  test.each([
    [1280, "light"],
    [390, "dark"],
  ] as const)("has nothing that axe finds serious, at %d pixels, %s", async (width, theme) => {
    const site = await openSite(browser, folder, { width, theme });
    for (const name of ["api/index", "api/charts", "api/data/batches"]) {
      await site.goTo(name);
      // Summaries that hold a link are TypeDoc's own.
      const problems = await accessibilityProblems(site.page);
      expect(problems.filter((problem) => !problem.startsWith("nested-interactive"))).toEqual([]);
      expect(await isWiderThanScreen(site)).toBe(false);
      await picture(site.page, `${name.replaceAll("/", "-")}-${width}-${theme}`);
    }
    expect(site.problems).toEqual([]);
    await site.close();
  });
});

test("the front page lists every notebook with what one can do afterwards, and fits a phone", async () => {
  for (const site of [wide, narrow]) {
    await site.goTo("index");
    const rows = site.page.locator("table.lessons tbody tr");
    expect(
      await rows.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
    ).toEqual(names.map((name) => `${name}.html`));
    for (const text of await rows.locator("td").allTextContents()) expect(text).toMatch(/^\w.*\.$/s);
    expect(await isWiderThanScreen(site)).toBe(false);
    expect(await accessibilityProblems(site.page)).toEqual([]);
    expect(site.problems).toEqual([]);
  }
});

const anchorOf = (href: string): string | undefined => href.split("#")[1];

/** The longest word that the text of one notebook has and that is nowhere in another. */
function wordOnlyIn(name: string): string {
  const elsewhere = names
    .filter((other) => other !== name)
    .flatMap((other) => cellsOf(other).map((cell) => textOf(cell).toLowerCase()))
    .join(" ");
  const own = proseOf(name).match(/(?<![\w\\])[a-z]{6,}(?!\w)/g) ?? [];
  return own.filter((word) => !elsewhere.includes(word)).sort((a, b) => b.length - a.length)[0] ?? "";
}

test("the search finds a word of each page, and leads to its section", async () => {
  const { page, problems } = wide;
  await wide.goTo("index");
  await page.keyboard.press("/");
  const first = page.locator(".results a").first();
  let href = "";
  for (const name of names) {
    await page.locator("dialog.search input").fill(wordOnlyIn(name));
    await page.locator(`.results a[href^="${name}.html"]`).first().waitFor();
    href = String(await first.getAttribute("href"));
    expect(href).toMatch(new RegExp(`^${name}\\.html`));
  }
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href.endsWith(href));
  const target = anchorOf(href) ?? "content";
  const top = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, target);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(900);
  expect(problems).toEqual([]);
});

describe("a page", () => {
  test("closes the search by Escape, words or not, and says when nothing is found", async () => {
    const { page } = wide;
    await wide.goTo(names[0] ?? "");
    await page.locator("button.open-search").click();
    await page.keyboard.type("xyzzy");
    await page.getByText("No sections").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
  });

  test("is dark when the system is, and as the switch says from then on", async () => {
    const site = await openSite(browser, folder, { width: 1280, theme: "dark" });
    const ground = () => site.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await site.goTo("index");
    const dark = await ground();
    await site.page.locator("button.theme").click();
    const light = await ground();
    expect(light).not.toBe(dark);
    await site.goTo(names[0] ?? "");
    expect(await ground()).toBe(light);
    expect(await site.page.locator("button.theme").getAttribute("aria-pressed")).toBe("false");
    expect(site.problems).toEqual([]);
    await site.close();
  });

  test("on a phone, opens the lists of notebooks and sections by a button, and closes them by Escape", async () => {
    const { page } = narrow;
    await narrow.goTo(names[1] ?? "");
    const lists = page.locator("nav.course a, nav.contents a");
    expect(await lists.first().isVisible()).toBe(false);
    await tabTo(page, page.locator("button.menu"));
    await page.keyboard.press("Enter");
    expect(await lists.first().isVisible()).toBe(true);
    expect(await lists.last().isVisible()).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await lists.first().isVisible()).toBe(false);
  });

  test("lets the keyboard skip to the text first", async () => {
    const { page } = wide;
    await wide.goTo(names[1] ?? "");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("prints its text and charts, without what only serves a screen", async () => {
    const site = await openSite(browser, folder, { width: 1280, theme: "dark" });
    await site.goTo("1-2-basic-optimization");
    await site.page.emulateMedia({ media: "print" });
    const isVisible = (selector: string) => site.page.locator(selector).first().isVisible();
    for (const selector of [".bar", "nav.course", "button.copy", ".slider input"]) {
      expect(await isVisible(selector)).toBe(false);
    }
    for (const selector of ["h1", ".picture", ".slider output"]) expect(await isVisible(selector)).toBe(true);
    expect(await site.page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(34, 37, 43)");
    expect((await site.page.pdf()).length).toBeGreaterThan(100_000);
    expect(site.problems).toEqual([]);
    await site.close();
  });

  test("shows its charts as pictures, with their descriptions, where no script runs", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    await page.goto(`file://${folder}/1-2-basic-optimization.html`);
    const chart = page.locator("figure.chart").first();
    expect(await chart.locator("img").isVisible()).toBe(true);
    expect(await chart.locator("[role=img]").getAttribute("aria-label")).toMatch(/\w+ \w+/);
    expect(await chart.locator(".sliders").isVisible()).toBe(false);
    await context.close();
  });

  test.each([
    [1280, "light"],
    [390, "dark"],
  ] as const)("is looked at: pictures at %d pixels, %s", async (width, theme) => {
    const site = await openSite(browser, folder, { width, theme });
    for (const [name, part] of looks) {
      await site.goTo(name);
      if (part) await site.page.locator(part).first().scrollIntoViewIfNeeded();
      await drawChartsInView(site.page);
      await picture(site.page, `${name}-${width}-${theme}`);
    }
    expect(site.problems).toEqual([]);
    await site.close();
  });
});

/** What pictures are taken of: a page's beginning, or a part of it. */
const looks = [
  ["index", undefined],
  ["1-2-basic-optimization", ".sliders"],
  ["2-1-softmax-regression", "figure.chart"],
  ["2-6-questions", "details.folded"],
] as const;
