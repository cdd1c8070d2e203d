/** Warnings of JupyterLab that a reader of the notebooks can do nothing with. */
const harmless = [
  /Could not determine (jupyterlab|npm)/i,
  /websocket|Websocket/,
  /Timeout waiting for kernel_info/,
  /^404 GET/,
  /No session ID specified/,
  /nodejs/i,
  /trusted|Trust/,
  /all \d+ ports|The port \d+ is already in use/,
];

/**
 * A warning or an error in a line of JupyterLab's log, without time and place; undefined where there is none
 * that matters.
 *
 * @param {string} line
 * @returns {string | undefined}
 */
export function warningIn(line) {
  const text = /^\[[WE] [\d-]+ [\d:.]+ \w+\] (.*)$/.exec(line)?.[1]?.trim();
  return text && !harmless.some((pattern) => pattern.test(text)) ? text : undefined;
}
