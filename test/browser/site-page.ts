/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

const root = resolve(__dirname, "..", "..");
const pictures = join(root, ".setup", "screenshots");

/** Makes the site as `npm run site` does. @returns what was printed */
export async function makeSite(folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["tools/site.mjs", "--out", folder], {
    cwd: root,
  });
  return stdout;
}

/** A page of the site, opened from the disk, and what went wrong in it. */
export interface SitePage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Exceptions, messages on the console, and requests to anywhere but the site's folder. */
  readonly problems: readonly string[];
  goTo(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openSite(
  browser: Browser,
  folder: string,
  { width, theme = "light" }: { width: number; theme?: "light" | "dark" },
): Promise<SitePage> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: theme,
    hasTouch: width < 600,
    reducedMotion: "reduce",
  });
  await context.setOffline(true);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  const home = pathToFileURL(`${folder}/`).href;
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:")) problems.push(`request to ${url}`);
  });
  return {
    page,
    context,
    problems,
    async goTo(name) {
      problems.length = 0;
      await page.goto(`${home}${name}.html`);
    },
    close: () => context.close(),
  };
}

/** Brings each chart near the screen, so that it is drawn; sections are opened. @returns how many there are */
export async function drawCharts(page: Page): Promise<number> {
  await page.evaluate(() => {
    for (const section of document.querySelectorAll("details.deeper")) section.setAttribute("open", "");
  });
  const charts = page.locator("figure.chart:has(script)");
  const count = await charts.count();
  for (let i = 0; i < count; i++) {
    await charts.nth(i).scrollIntoViewIfNeeded();
    await charts.nth(i).locator(".drawing svg").waitFor();
  }
  return count;
}

/** Waits until the charts that can be seen are drawn. */
export async function drawChartsInView(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("figure.chart:has(script)")].every((chart) => {
      const { top, bottom } = chart.getBoundingClientRect();
      return bottom < 0 || top > window.innerHeight || chart.querySelector(".drawing svg") !== null;
    }),
  );
}

/** Presses Tab until an element has the focus. @throws Error if it never has */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  const handle = await element.elementHandle();
  for (let presses = 0; presses < 800; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement === wanted, handle)) return;
  }
  throw new Error("the element is not reached by the Tab key");
}

/** Does something, and waits until the chart's drawing is another one. @throws Error if it stays the same */
export async function redrawnBy(drawing: Locator, act: () => Promise<void>): Promise<void> {
  const before = await drawing.innerHTML();
  await act();
  await drawing
    .page()
    .waitForFunction(([svg, old]) => svg?.innerHTML !== old, [
      await drawing.elementHandle(),
      before,
    ] as const);
}

/**
 * Leaves out of a page what tells axe nothing new and is nine tenths of it: the drawings and the formulas' letters,
 * which are hidden from screen readers, and the marks of the code's words, whose colours a test of their own
 * compares with the ground.
 */
export async function thinOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const hidden of document.querySelectorAll(".katex-html, .drawing svg > *")) hidden.remove();
    for (const code of document.querySelectorAll("pre code")) code.replaceChildren(code.textContent ?? "");
  });
}

/** What axe finds serious or critical, in words. @param rules only these */
export async function accessibilityProblems(page: Page, rules?: readonly string[]): Promise<string[]> {
  await loadAxe(page);
  return page.evaluate(async (only) => {
    // A bar that stays at the top would lie over what is scrolled beneath it.
    scrollTo(0, 0);
    const axe = (self as unknown as { axe: { run(context: object, options: object): Promise<AxeResult> } })
      .axe;
    const { violations } = await axe.run(document, {
      preload: false,
      resultTypes: ["violations"],
      ...(only ? { runOnly: { type: "rule", values: only } } : {}),
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      );
  }, rules);
}

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
}

async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => "axe" in self)) return;
  const file = createRequire(join(root, "package.json")).resolve("axe-core/axe.min.js");
  await page.evaluate(await readFile(file, "utf8"));
}

/** Saves a picture of what is on the screen for people to look at, in .setup/screenshots. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `site-${name}.png`) });
}
