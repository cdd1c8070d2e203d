import { readFileSync } from "node:fs";
import { format } from "oxfmt";
import { Failure } from "../setup/shared/failure.mjs";
import { inRoot } from "../setup/shared/paths.mjs";
import { writeAtomically } from "../setup/shared/files.mjs";

const file = inRoot("kernel", "README.md");

/** The parts of kernel/README.md that are measured: the comments before and behind each. */
const marks = {
  cases: ["<!-- written by `npm run bench -- --kernel --cases --write` -->", "<!-- end of cases -->"],
  speed: ["<!-- written by `npm run bench -- --kernel --write` -->", "<!-- end of speed -->"],
};

/**
 * Puts a measured text into kernel/README.md, or compares it with what is there.
 *
 * @param isWritten false compares, and sets the exit code to 1 where the texts differ
 * @throws Failure where the README lacks the marks
 */
export async function intoReadme(part: keyof typeof marks, text: string, isWritten: boolean) {
  const [begin, end] = marks[part];
  const before = readFileSync(file, "utf8");
  const [head, rest] = before.split(begin);
  const tail = rest?.split(end)[1];
  if (tail === undefined) throw new Failure(`kernel/README.md lacks the lines ${begin} and ${end}`);
  const { code: after } = await format(file, `${head}${begin}\n\n${text}\n\n${end}${tail}`);
  if (after === before) return console.log("kernel/README.md says what was measured.");
  if (isWritten) {
    writeAtomically(file, after);
    return console.log("kernel/README.md now says what was measured.");
  }
  console.error("kernel/README.md does not say what was measured: run it again with --write.");
  process.exitCode = 1;
}
