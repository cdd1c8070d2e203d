import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * @typedef {object} Instruction
 * @property {string} name
 * @property {string} words what follows the name, lines joined, options such as `--chown` left out
 *
 * @typedef {{ name: string, from: string, instructions: Instruction[] }} Stage
 */

const known = /^(ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|RUN|USER|WORKDIR)$/;

/**
 * The stages of a Dockerfile without heredocs and parser directives.
 *
 * @param {string} file
 * @returns {Stage[]}
 * @throws where a line begins with no instruction
 */
export function readDockerfile(file) {
  const text = readFileSync(resolve(file), "utf8").replace(/^\s*#.*\n/gm, "").replace(/\\\n\s*/g, " "); // prettier-ignore
  /** @type {Stage[]} */
  const stages = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [, name = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (!known.test(name)) throw new Error(`${file}: no instruction: ${line}`);
    const words = rest.replace(/^(--\S+ +)+/, "");
    const stage = /^(\S+) AS (\S+)$/.exec(words);
    if (name === "FROM") stages.push({ from: stage?.[1] ?? words, name: stage?.[2] ?? "", instructions: [] });
    else stages.at(-1)?.instructions.push({ name, words });
  }
  return stages;
}
