/// <reference lib="dom" />
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { launchChromium } from "./chromium";

const root = resolve(__dirname, "..", "..");

/** JupyterLab as `npm start` starts it, and a browser to look at it. */
export interface Lab {
  /** Opens a notebook in a new page, with outputs cleared. @param path where it lies in the project */
  open(path: string): Promise<NotebookPage>;
  /** Opens a notebook as it is, without waiting for its kernel. @param path where it lies in the project */
  look(path: string, height: number): Promise<NotebookPage>;
  /** Closes the browser and stops JupyterLab. */
  close(): Promise<void>;
}

/** A notebook open in JupyterLab. */
export interface NotebookPage {
  readonly page: Page;
  /** What the page reported as an error: exceptions and messages on the console. */
  readonly errors: readonly string[];
  /** Clicks through a menu, as in `menu("Run", "Run All Cells")`. */
  menu(...labels: string[]): Promise<void>;
  /** The code cell whose source or output holds a text. */
  cellWith(text: string): Locator;
  /** Runs one cell and waits until it has come to its end, with a result or with an error. */
  runCell(cell: Locator): Promise<void>;
  /** Waits until the kernel works, or waits for work. */
  kernelIs(state: "busy" | "idle"): Promise<void>;
  /** What cells reported as errors. */
  errorOutputs(): Promise<string[]>;
  /** Saves a picture of the page for people to look at, in .setup/screenshots. */
  picture(name: string): Promise<void>;
}

/** Starts JupyterLab with settings of its own in a temporary folder, and a headless Chromium. */
export async function startLab(): Promise<Lab> {
  const home = await mkdtemp(join(tmpdir(), "linear-networks-browser-"));
  const set = async (extension: string, plugin: string, values: object) => {
    const folder = join(home, "settings", "@jupyterlab", extension);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${plugin}.jupyterlab-settings`), JSON.stringify(values));
  };
  // Cells out of sight are otherwise not in the page, and could not be looked at.
  await set("notebook-extension", "tracker", { windowingMode: "none" });
  // After two minutes it would write over notebooks that other tests read.
  await set("docmanager-extension", "plugin", { autosave: false });
  const [browser, server] = await Promise.all([launchChromium(), startServer(home)]);
  // One for all pages, so that what JupyterLab consists of is read and compiled once.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  return {
    async open(path) {
      const notebook = await openNotebook(context, server.address, path);
      // Before the kernel has a name in the status bar, JupyterLab does not run cells.
      const status = notebook.page.locator("#jp-main-statusbar", { hasText: "TypeScript | Idle" });
      await status.waitFor({ timeout: 60_000 });
      await notebook.menu("Edit", "Clear Outputs of All Cells");
      await notebook.page.waitForFunction(() => document.querySelector(".jp-OutputArea-output") === null);
      return notebook;
    },
    look: (path, height) => openNotebook(context, server.address, path, height),
    async close() {
      await browser.close();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function startServer(home: string): Promise<{ address: URL; stop(): Promise<void> }> {
  // The notebook of all charts lies in .setup.
  const words = ["--no-browser", "--", "--ContentsManager.allow_hidden=True"];
  const child = spawn(process.execPath, ["scripts/start.mjs", ...words], {
    cwd: root,
    env: {
      ...process.env,
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_RUNTIME_DIR: join(home, "runtime"),
      JUPYTERLAB_SETTINGS_DIR: join(home, "settings"),
      JUPYTERLAB_WORKSPACES_DIR: join(home, "workspaces"),
      LINEAR_NETWORKS_PROGRESS: join(home, "exercises.txt"),
    },
  });
  let printed = "";
  const ended = new Promise<void>((settle) => child.once("exit", () => settle()));
  const address = await new Promise<URL>((settle, fail) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(printed);
      if (found) settle(new URL(found[0]));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then(() => fail(new Error(`npm start ended before it printed an address:\n${printed}`)));
  });
  return {
    address,
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}

async function openNotebook(
  context: BrowserContext,
  address: URL,
  path: string,
  height = 900,
): Promise<NotebookPage> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));

  // A workspace of its own, or JupyterLab would open the notebooks of earlier pages beside it.
  const workspace = path.replace(/\W/g, "-");
  await page.goto(new URL(`/lab/workspaces/${workspace}/tree/${path}${address.search}`, address).href);
  await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
  const menu = async (...labels: string[]) => {
    await page.locator(".lm-MenuBar-itemLabel", { hasText: new RegExp(`^${labels[0]}$`) }).click();
    for (const label of labels.slice(1)) {
      await page.locator(".lm-Menu-itemLabel", { hasText: new RegExp(`^${label}$`) }).click();
    }
    // A click that comes while a menu closes is lost.
    await page.locator(".lm-Menu").waitFor({ state: "detached" });
  };
  const kernelIs = (state: "busy" | "idle") =>
    page.locator(`.jp-Notebook-ExecutionIndicator[data-status=${state}]`).waitFor({ timeout: 60_000 });
  const pictures = join(root, ".setup", "screenshots");
  await mkdir(pictures, { recursive: true });
  return {
    page,
    errors,
    menu,
    cellWith: (text) => page.locator(".jp-CodeCell", { hasText: text }),
    async runCell(cell) {
      await cell.locator(".cm-content").click();
      await menu("Edit", "Clear Cell Output");
      await page.keyboard.press("Shift+Enter");
      // The number in brackets is a star while the cell waits or runs, and blank before.
      await cell.locator(".jp-InputPrompt", { hasText: /\[\d+\]/ }).waitFor({ timeout: 120_000 });
      await kernelIs("idle");
    },
    kernelIs,
    errorOutputs: () =>
      page
        .locator(
          ["stderr", "error"].map((kind) => `[data-mime-type="application/vnd.jupyter.${kind}"]`).join(),
        )
        .allTextContents(),
    picture: async (title) => void (await page.screenshot({ path: join(pictures, `${title}.png`) })),
  };
}
