/// <reference lib="dom" />
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { launchChromium } from "./chromium";
import { chartsOf } from "./committed-charts";

jest.setTimeout(120_000);

const root = resolve(__dirname, "..", "..");
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const program = `
import json, sys
sys.path.insert(0, "tools/colab")
from pathlib import Path
from typescript_magic.charts import for_front_end
charts = json.load(sys.stdin)
print(json.dumps([for_front_end(c["data"], c["metadata"], Path.cwd())[0]["text/html"] for c in charts]))`;

/** Charts as the kernel sends them: a file holds long texts as lists of lines. */
const sentCharts = (name: string) =>
  chartsOf(name).map(({ data, metadata = {} }) => ({
    data: { ...data, "text/plain": [data?.["text/plain"]].flat().join("") },
    metadata,
  }));

const htmlOf = (charts: object[]) =>
  JSON.parse(
    execFileSync(join(root, ".venv", "bin", "python"), ["-c", program], {
      cwd: root,
      input: JSON.stringify(charts),
      env: { ...process.env, LINEAR_NETWORKS_CHARTS: "html", PYTHONUTF8: "1" },
      maxBuffer: 1e9,
      encoding: "utf8",
    }),
  ) as string[];

/** Shows outputs as Colab does, each in a frame without rights; nothing can be fetched. */
async function framesOf(page: Page, outputs: string[]): Promise<FrameLocator[]> {
  await page.context().setOffline(true);
  await page.setContent("<body></body>");
  await page.evaluate((texts) => {
    for (const text of texts) {
      const frame = document.createElement("iframe");
      Object.assign(frame, { width: "720", height: "520", srcdoc: text });
      frame.setAttribute("sandbox", "allow-scripts");
      document.body.append(frame);
    }
  }, outputs);
  return outputs.map((_, place) => page.frameLocator("iframe").nth(place));
}

test("charts are drawn each in a frame of its own, without a network, and its sliders move it", async () => {
  const charts = [...sentCharts("0-start-here"), ...sentCharts("2-2-loss-functions").slice(0, 2)];
  expect(charts.length).toBeGreaterThan(2);
  const page = await browser.newPage({ viewport: { width: 800, height: 1700 } });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => /error|warning/.test(message.type()) && problems.push(message.text()));
  const frames = await framesOf(page, htmlOf(charts));
  for (const frame of frames) {
    await frame.locator("svg.marks, .vega-svg, svg").first().waitFor();
    expect(await frame.locator("[role=img]").getAttribute("aria-label")).toMatch(/\w+ \w+/);
    expect(await frame.locator("img").count()).toBe(0);
  }
  expect(problems).toEqual([]);

  const counts = await Promise.all(frames.map((frame) => frame.locator("input[type=range]").count()));
  const withSliders = frames[counts.findIndex((count) => count > 0)];
  if (!withSliders) throw new Error("none of the charts has a slider");
  const drawing = withSliders.locator("svg").first();
  const before = await drawing.innerHTML();
  await withSliders
    .locator("input[type=range]")
    .first()
    .evaluate((input: HTMLInputElement) => {
      input.value = input.max;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  await page.waitForTimeout(300);
  expect(await drawing.innerHTML()).not.toBe(before);

  const pictures = join(root, ".setup", "screenshots");
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, "colab-charts.png"), fullPage: true });
});

test("where scripts are not run, the still picture is there with its description", async () => {
  const [html = ""] = htmlOf(sentCharts("0-start-here").slice(0, 1));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.setContent(html);
  const picture = page.locator("img");
  expect(await picture.getAttribute("alt")).toMatch(/\w+ \w+/);
  await page.screenshot(); // waits until the picture is decoded
  const { width = 0 } = (await picture.boundingBox()) ?? {};
  expect(width).toBeGreaterThan(200);
  expect(await page.locator("svg").count()).toBe(0);
});
