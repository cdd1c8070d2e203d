"use strict";
// Repairs: positions are counted in UTF-16 units where Jupyter counts characters, so that both miss behind an
// emoji; inspection finds nothing inside a call's parentheses, and breaks documentation with links into
// lines. Documentation is also sent as Markdown, and completions with their kinds. tslab has completion since
// https://github.com/yunabe/tslab/issues/6.

/** @typedef {import("../types").typescript.QuickInfo} QuickInfo */
/** @typedef {import("../types").typescript.Node} Node */

/** @type {import("../types").Repair} */
module.exports = function completionAndInspection(kernel) {
  const { answers, tslab } = kernel;
  const { ts } = tslab;

  answers.set("complete_request", (_server, { content }) => {
    const { code, position } = cursorOf(content);
    const completed = kernel.executor?.complete(code, position);
    if (!completed) return { status: "ok", matches: [], cursor_start: 0, cursor_end: 0, metadata: {} };
    const [start, end] = [completed.start, completed.end].map((unit) => charactersBefore(code, unit));
    const kinds = new Map(completed.original?.entries.map(({ name, kind }) => [name, kind]));
    const types = completed.candidates.map((text) => ({ text, type: kinds.get(text) ?? "", start, end }));
    const metadata = { _jupyter_types_experimental: types };
    return { status: "ok", matches: completed.candidates, cursor_start: start, cursor_end: end, metadata };
  });

  answers.set("inspect_request", (_server, { content }) => {
    const { code, position } = cursorOf(content);
    for (const place of placesToLook(code, position)) {
      const info = kernel.executor?.inspect(code, place);
      if (info) return { status: "ok", found: true, data: describe(info), metadata: {} };
    }
    return { status: "ok", found: false, data: {}, metadata: {} };
  });

  /** At the cursor, before it, and at the function whose arguments are being written. @param {string} code @param {number} position */
  function* placesToLook(code, position) {
    yield position;
    if (position > 0) yield position - 1;
    const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
    /** @type {import("../types").typescript.Expression | undefined} */
    let callee;
    /** @param {Node} node */
    const visit = (node) => {
      const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
      const isOpen = code[node.end - 1] !== ")"; // still being written, up to the cursor
      if (isCall && node.expression.end < position && (isOpen || position <= node.end))
        callee = node.expression;
      ts.forEachChild(node, visit);
    };
    visit(file);
    if (!callee) return;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    yield name.getStart(file);
  }

  /** @param {QuickInfo} info */
  function describe(info) {
    const signature = ts.displayPartsToString(info.displayParts);
    const text = ts.displayPartsToString(info.documentation).trim();
    const tags = (info.tags ?? []).map((tag) => [`@${tag.name}`, ts.displayPartsToString(tag.text).trim()]);
    const plain = [signature, text, tags.map((tag) => tag.join(" ").trim()).join("\n")];
    const marked = tags.map(([name, rest]) =>
      rest.includes("\n") ? `*${name}*\n\n${fenced(rest)}` : `*${name}* ${rest}`,
    );
    const markdown = [fenced(signature), text, ...marked];
    return {
      "text/plain": plain.filter(Boolean).join("\n\n"),
      "text/markdown": markdown.filter(Boolean).join("\n\n"),
    };
  }
};

/** @param {string} code */
function fenced(code) {
  return code.startsWith("```") ? code : `\`\`\`ts\n${code}\n\`\`\``;
}

/** Jupyter counts a position in characters; JavaScript in UTF-16 units. @param {import("../types").Content} content */
function cursorOf(content) {
  const code = String(content.code);
  return { code, position: [...code].slice(0, Number(content.cursor_pos)).join("").length };
}

/** @param {string} code @param {number} units */
function charactersBefore(code, units) {
  return [...code.slice(0, units)].length;
}
