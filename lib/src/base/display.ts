import { type DisplayMessage, output } from "../platform";

export type { DisplayMessage };

/** Where a message goes: `displayId` names an output; with `update` it replaces the output of that name. */
export interface DisplayTarget {
  displayId?: string | undefined;
  update?: boolean | undefined;
}

/** Whether a notebook cell is there to show things in. */
export const insideKernel = (): boolean => output.kernel() !== null;

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
      `display: data["text/plain"] must be a description for terminals and screen readers, got ${String(text)}.`,
    );
  }
  if (update && !displayId) {
    throw new TypeError("display: displayId must name the output that update is to replace, got none.");
  }
  const write = output.kernel();
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
    output.print(text);
  }
}
