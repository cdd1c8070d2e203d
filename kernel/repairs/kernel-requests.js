"use strict";
// Repairs: the answer about the kernel lacks its status and names a TypeScript that it does not run; the
// answer about comms has the wrong type; a shutdown is answered without status, and the process stays alive
// while a cell's timers run; `jupyter console` (https://github.com/yunabe/tslab/issues/12) asks for a history
// in vain.

/** @type {import("../types").Repair} */
module.exports = function kernelRequests(kernel) {
  const { answers, tslab } = kernel;

  answers.set("kernel_info_request", (server) => {
    const info = server.handler.handleKernel();
    const language = /** @type {import("../types").Content} */ (info.language_info);
    return {
      ...info,
      status: "ok",
      implementation_version: tslab.version,
      banner: `TypeScript ${tslab.ts.version} on Node ${process.versions.node} (tslab ${tslab.version})`,
      language_info: { ...language, version: tslab.ts.version, pygments_lexer: "typescript" },
      help_links: [{ text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" }],
    };
  });
  answers.set("comm_info_request", () => ({ status: "ok", comms: {} }));
  answers.set("history_request", () => ({ status: "ok", history: [] }));
  answers.set("is_complete_request", (server, { content }) => server.handler.handleIsComplete(content));

  answers.set("shutdown_request", (server, { content }) => {
    // After the answer and the idle message have been handed to ZeroMQ.
    setTimeout(() => {
      server.close();
      kernel.control.close();
      setTimeout(() => process.exit(0), 20);
    }, 20);
    return { status: "ok", restart: content.restart === true };
  });
};
