import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../charts/common/check";
import { toPng } from "../charts/render/render";
import { vegaLiteMimeType } from "../charts/common/theme";

/** One Jupyter message: the same thing in several MIME types, of which each viewer takes the best it knows. */
export interface DisplayMessage {
  data: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

/** Where a message goes: `displayId` names an output; with `update` it replaces the output of that name. */
export interface DisplayTarget {
  displayId?: string | undefined;
  update?: boolean | undefined;
}

interface KernelMessage extends DisplayMessage {
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** tslab's module `dist/jupyter`: not a public interface, hence the exact version and this one user of it. */
interface TslabJupyter {
  lastWriteDisplayData: ((message: KernelMessage, update: boolean) => void) | null;
}

const tslabJupyter = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;
let tslab: TslabJupyter | undefined;

/**
 * The kernel's function for sending a message, or `undefined` outside a kernel. It is looked up among the
 * modules that are loaded: the running tslab may be another copy than the one that `require` would find from
 * here, and outside a kernel none needs to be loaded. It changes with each cell, so it is read anew.
 */
function kernelWriter(): TslabJupyter["lastWriteDisplayData"] {
  for (const file of tslab ? [] : Object.keys(require.cache)) {
    if (!tslabJupyter.test(file)) continue;
    const candidate = require.cache[file]?.exports as TslabJupyter | undefined;
    if (candidate?.lastWriteDisplayData) tslab = candidate;
  }
  return tslab?.lastWriteDisplayData ?? null;
}

/** Whether a notebook cell is there to show things in. */
export const insideKernel = (): boolean => kernelWriter() !== null;

/**
 * Sends one message to the notebook. Outside a kernel prints its `text/plain`, and nothing for an update,
 * which would pile up in a terminal.
 *
 * @throws ChartError if there is no `text/plain`, or if `update` is asked for without a `displayId`
 */
export function display(message: DisplayMessage, { displayId, update = false }: DisplayTarget = {}): void {
  const text = message.data["text/plain"];
  if (typeof text !== "string") {
    throw new ChartError(
      'display: data has no "text/plain"; give a description for terminals and screen readers.',
    );
  }
  if (update && !displayId) {
    throw new ChartError("display: update is true without a displayId; name the output to replace.");
  }
  const write = kernelWriter();
  if (write) {
    write(
      {
        data: message.data,
        metadata: message.metadata ?? {},
        transient: displayId ? { display_id: displayId } : {},
      },
      update,
    );
  } else if (!update) {
    process.stdout.write(`${text}\n`);
  }
}

/** What `show` needs beside the chart. */
export interface ShowOptions extends DisplayTarget {
  /** What the picture tells, in words, for readers who cannot see it and for terminals. */
  alt: string;
  /** Pixels of the still picture for each pixel of the chart; less than 2 where a notebook has many. Default: 2. */
  scale?: number;
}

/**
 * Shows a chart in the notebook: interactive where the viewer can (JupyterLab, VS Code), else as a still
 * picture (GitHub, nbviewer), with `alt` as its description. Outside a kernel prints `alt`.
 *
 * @param spec a Vega-Lite 5 chart, at most 680 pixels wide
 * @throws ChartError if `alt` is empty, or if the chart cannot be drawn truthfully (see `toPng`)
 */
export async function show(spec: TopLevelSpec, options: ShowOptions): Promise<void> {
  const alt = options?.alt;
  if (typeof alt !== "string" || !alt.trim()) {
    throw new ChartError(
      `show: alt is ${JSON.stringify(alt) ?? "missing"}; a sentence that says what the chart shows is wanted.`,
    );
  }
  display(await chartMessage(spec, alt, options.scale), options);
}

/** A chart with its picture and description, ready for `display`. @throws ChartError as `toPng` does */
export async function chartMessage(spec: TopLevelSpec, alt: string, scale?: number): Promise<DisplayMessage> {
  const { png, width, height } = await toPng(spec, { scale });
  return {
    data: {
      [vegaLiteMimeType]: spec,
      "image/png": png.toString("base64"),
      "text/plain": alt,
    },
    metadata: {
      [vegaLiteMimeType]: { embed_options: { actions: false, renderer: "svg" } },
      "image/png": { width, height },
    },
  };
}
