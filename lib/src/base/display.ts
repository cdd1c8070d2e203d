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
 * here, and outside a kernel none needs to be loaded. It changes with each cell, so it is read again.
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
 * @throws TypeError if there is no `text/plain`, or if `update` is asked for without a `displayId`
 */
export function display(message: DisplayMessage, { displayId, update = false }: DisplayTarget = {}): void {
  const text = message.data["text/plain"];
  if (typeof text !== "string") {
    throw new TypeError(
      'display: data has no "text/plain"; give a description for terminals and screen readers.',
    );
  }
  if (update && !displayId) {
    throw new TypeError("display: update is true without a displayId; name the output to replace.");
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
