/// <reference lib="dom" />
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { launchChromium } from "./chromium";

const root = resolve(__dirname, "..", "..");

/** JupyterLab as `npm start` starts it, and a browser to look at it. */
export interface Lab {
  /** Opens a notebook in place of the one before, with outputs cleared. @param path where it lies in the project */
  open(path: string): Promise<NotebookPage>;
  /** Opens a notebook as it is, on a screen of this height. @param path where it lies in the project */
  look(path: string, height: number): Promise<NotebookPage>;
  /**
   * Opens a notebook, waits until its kernel has told what it is, and shuts the kernel down again.
   *
   * @returns whether JupyterLab would ask to save the notebook
   */
  isChangedByOpening(path: string): Promise<boolean>;
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
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const { href } = new URL(`/lab${server.address.search}`, server.address);
  const loaded = page.goto(href).then(() => page.waitForFunction(() => "jupyterapp" in self));

  const look = async (path: string, height: number) => {
    await loaded;
    errors.length = 0;
    await page.setViewportSize({ width: 1280, height });
    // To load JupyterLab again for each notebook would take longer than anything that is done with them.
    await page.evaluate(async (file) => {
      const { jupyterapp: app } = self as unknown as { jupyterapp: JupyterApp };
      await app.restored;
      for (const widget of [...app.shell.widgets("main")]) widget.dispose();
      await app.commands.execute("docmanager:open", { path: file });
    }, path);
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
    return notebookOn(page, errors);
  };
  return {
    look,
    async open(path) {
      const notebook = await look(path, 900);
      // Before the kernel has a name in the status bar, JupyterLab does not run cells.
      const status = page.locator("#jp-main-statusbar", { hasText: "TypeScript | Idle" });
      await status.waitFor({ timeout: 60_000 });
      await notebook.menu("Edit", "Clear Outputs of All Cells");
      await page.waitForFunction(() => document.querySelector(".jp-OutputArea-output") === null);
      return notebook;
    },
    async isChangedByOpening(path) {
      await look(path, 900);
      return page.evaluate(async () => {
        const { jupyterapp: app } = self as unknown as { jupyterapp: JupyterApp };
        const { context } = app.shell.currentWidget;
        await context.sessionContext.ready;
        await context.sessionContext.session.kernel.info;
        await new Promise((done) => setTimeout(done)); // by then everything the kernel has sent is recorded
        const { dirty } = context.model;
        await context.sessionContext.shutdown();
        return dirty;
      });
    },
    async close() {
      await browser.close();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Of JupyterLab's own application, what is used here. */
interface JupyterApp {
  restored: Promise<void>;
  shell: {
    widgets(area: string): Iterable<{ dispose(): void }>;
    currentWidget: {
      context: {
        model: { dirty: boolean };
        sessionContext: {
          ready: Promise<void>;
          session: { kernel: { info: Promise<unknown> } };
          shutdown(): Promise<void>;
        };
      };
    };
  };
  commands: { execute(command: string, options: object): Promise<unknown> };
}

async function startServer(home: string): Promise<{ address: URL; stop(): Promise<void> }> {
  // The notebook of all charts lies in .setup.
  const forJupyter = ["--ContentsManager.allow_hidden=True", "--LabApp.expose_app_in_browser=True"];
  const words = ["--no-browser", "--", ...forJupyter];
  const child = spawn(process.execPath, ["tools/start.mjs", ...words], {
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

function notebookOn(page: Page, errors: readonly string[]): NotebookPage {
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
    picture: async (title) => {
      const path = join(root, ".setup", "screenshots", `${title}.jpg`);
      await page.screenshot({ path, type: "jpeg", quality: 80 });
    },
  };
}
