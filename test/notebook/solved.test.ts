import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { forgetAnswers, readSolved, rememberAnswer, solvedFile } from "../../lib/src/notebook/solved";

let folder: string;
let file: string;
const environment = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "solved-"));
  file = join(folder, "below", "exercises.txt");
  process.env["LINEAR_NETWORKS_PROGRESS"] = file;
});
afterEach(() => {
  process.env = { ...environment };
  rmSync(folder, { recursive: true, force: true });
});

const remembered = async () => Object.fromEntries(await readSolved());

test("nothing is remembered at first, and to look does not make a file", async () => {
  expect(await remembered()).toEqual({});
  expect(readdirSync(folder)).toEqual([]);
});

test("an exercise is tried until it is solved, and stays solved", async () => {
  await rememberAnswer("1.3/4", false);
  expect(await remembered()).toEqual({ "1.3/4": "tried" });
  await rememberAnswer("1.3/4", true);
  await rememberAnswer("1.3/4", false);
  await rememberAnswer("2.1/1", false);
  expect(await remembered()).toEqual({ "1.3/4": "solved", "2.1/1": "tried" });
});

test("to run a notebook again and again does not make the file longer", async () => {
  const answer = async () => {
    await rememberAnswer("1.1/1", true);
    await rememberAnswer("1.1/2", false);
  };
  await answer();
  const { length } = readFileSync(file);
  for (let run = 0; run < 5; run++) await answer();
  expect(readFileSync(file)).toHaveLength(length);
});

test("another process, as after a restart, still knows it", async () => {
  await rememberAnswer("1.3/4", true);
  expect(await inAnotherProcess("JSON.stringify([...(await readSolved())])")).toBe('[["1.3/4","solved"]]');
});

test("notebooks that answer at the same time lose nothing", async () => {
  const ids = (notebook: number) => Array.from({ length: 20 }, (_, i) => `${notebook}.1/${i + 1}`);
  const answers = (notebook: number) =>
    `await (async () => { for (const id of ${JSON.stringify(ids(notebook))}) await rememberAnswer(id, true); })()`;
  await Promise.all([1, 2, 3].map((notebook) => inAnotherProcess(answers(notebook))));
  expect([...(await readSolved()).keys()].sort()).toEqual([1, 2, 3].flatMap(ids).sort());
});

test("what cannot be understood is passed over, and what comes after it is not lost", async () => {
  mkdirSync(join(folder, "below"));
  writeFileSync(file, "1.1/1 solved\r\n{}\u0000ÿ\n1.1/2 perhaps\n__proto__ solved\n1.1/3 tried\n1.1/4 sol");
  await rememberAnswer("1.1/5", true);
  expect(await remembered()).toEqual({ "1.1/1": "solved", "1.1/3": "tried", "1.1/5": "solved" });
});

test("a file that cannot be read, or a folder that cannot be made, is an error without a path", async () => {
  mkdirSync(file, { recursive: true });
  await expect(readSolved()).rejects.toThrow(
    /could not be read \(EISDIR\); LINEAR_NETWORKS_PROGRESS can name/,
  );
  writeFileSync(join(folder, "a-file"), "");
  process.env["LINEAR_NETWORKS_PROGRESS"] = join(folder, "a-file", "exercises.txt");
  await expect(rememberAnswer("1.1/1", true)).rejects.toThrow(
    /could not be (read|written) \((ENOTDIR|EEXIST)\)/,
  );
  await expect(rememberAnswer("1.1/1", true)).rejects.not.toThrow(folder);
});

test("it is forgotten at a word, of which there is nothing left", async () => {
  expect(await forgetAnswers()).toBe(false);
  await rememberAnswer("1.1/1", true);
  expect(await forgetAnswers()).toBe(true);
  expect(await remembered()).toEqual({});
  expect(readdirSync(join(folder, "below"))).toEqual([]);
});

test("without a wish of the reader's the file lies in their own folder for data", () => {
  process.env["LINEAR_NETWORKS_PROGRESS"] = "";
  process.env["XDG_DATA_HOME"] = join(folder, "data");
  expect(solvedFile()).toBe(join(folder, "data", "linear-networks", "exercises.txt"));
  process.env["XDG_DATA_HOME"] = "";
  expect(solvedFile()).toMatch(/[\\/]\.local[\\/]share[\\/]linear-networks[\\/]exercises\.txt$/);
});

/** Evaluates an expression beside the functions of solved.ts, as compiled, and says what it comes to. */
function inAnotherProcess(expression: string): Promise<string> {
  const compiled = resolve(__dirname, "..", "..", "lib", "dist", "notebook", "solved.js");
  const program = `
    const { readSolved, rememberAnswer } = require(${JSON.stringify(compiled)});
    (async () => process.stdout.write(String(${expression})))();`;
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, ["-e", program], {
      cwd: resolve(__dirname, "..", ".."),
      env: process.env, // jest's own, with the wish for another file
    });
    let text = "";
    const read = (piece: Buffer) => (text += piece.toString());
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", (code) => (code === 0 ? settle(text) : fail(new Error(text))));
  });
}
