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

const remembered = () => Object.fromEntries(readSolved());

test("nothing is remembered at first, and to look does not make a file", () => {
  expect(remembered()).toEqual({});
  expect(readdirSync(folder)).toEqual([]);
});

test("an exercise is tried until it is solved, and stays solved", () => {
  rememberAnswer("1.3/4", false);
  expect(remembered()).toEqual({ "1.3/4": "tried" });
  rememberAnswer("1.3/4", true);
  rememberAnswer("1.3/4", false);
  rememberAnswer("2.1/1", false);
  expect(remembered()).toEqual({ "1.3/4": "solved", "2.1/1": "tried" });
});

test("to run a notebook again and again does not make the file longer", () => {
  const answer = () => {
    rememberAnswer("1.1/1", true);
    rememberAnswer("1.1/2", false);
  };
  answer();
  const { length } = readFileSync(file);
  for (let run = 0; run < 5; run++) answer();
  expect(readFileSync(file)).toHaveLength(length);
});

test("another process, as after a restart, still knows it", async () => {
  rememberAnswer("1.3/4", true);
  expect(await inAnotherProcess("JSON.stringify([...readSolved()])")).toBe('[["1.3/4","solved"]]');
});

test("notebooks that answer at the same time lose nothing", async () => {
  const ids = (notebook: number) => Array.from({ length: 20 }, (_, i) => `${notebook}.1/${i + 1}`);
  const answers = (notebook: number) =>
    `${JSON.stringify(ids(notebook))}.forEach((id) => rememberAnswer(id, true))`;
  await Promise.all([1, 2, 3].map((notebook) => inAnotherProcess(answers(notebook))));
  expect([...readSolved().keys()].sort()).toEqual([1, 2, 3].flatMap(ids).sort());
});

test("what cannot be understood is passed over, and what comes after it is not lost", () => {
  mkdirSync(join(folder, "below"));
  writeFileSync(file, "1.1/1 solved\r\n{}\u0000ÿ\n1.1/2 perhaps\n__proto__ solved\n1.1/3 tried\n1.1/4 sol");
  rememberAnswer("1.1/5", true);
  expect(remembered()).toEqual({ "1.1/1": "solved", "1.1/3": "tried", "1.1/5": "solved" });
});

test("a file that cannot be read, or a folder that cannot be made, is an error without a path", () => {
  mkdirSync(file, { recursive: true });
  expect(() => readSolved()).toThrow(/could not be read \(EISDIR\); LINEAR_NETWORKS_PROGRESS can name/);
  writeFileSync(join(folder, "a-file"), "");
  process.env["LINEAR_NETWORKS_PROGRESS"] = join(folder, "a-file", "exercises.txt");
  expect(() => rememberAnswer("1.1/1", true)).toThrow(/could not be (read|written) \((ENOTDIR|EEXIST)\)/);
  expect(() => rememberAnswer("1.1/1", true)).not.toThrow(folder);
});

test("it is forgotten at a word, of which there is nothing left", () => {
  expect(forgetAnswers()).toBe(false);
  rememberAnswer("1.1/1", true);
  expect(forgetAnswers()).toBe(true);
  expect(remembered()).toEqual({});
  expect(readdirSync(join(folder, "below"))).toEqual([]);
});

test("without a wish of the reader's the file lies in their own folder for data", () => {
  process.env["LINEAR_NETWORKS_PROGRESS"] = "";
  process.env["XDG_DATA_HOME"] = join(folder, "data");
  expect(solvedFile()).toBe(join(folder, "data", "linear-networks", "exercises.txt"));
  process.env["XDG_DATA_HOME"] = "";
  expect(solvedFile()).toMatch(/[\\/]\.local[\\/]share[\\/]linear-networks[\\/]exercises\.txt$/);
});

/** Evaluates an expression beside the functions of solved.ts, and says what it comes to. */
function inAnotherProcess(expression: string): Promise<string> {
  const source = resolve(__dirname, "..", "..", "lib", "src", "notebook", "solved.ts");
  const program = `
    const swc = require("@swc/core");
    const compiled = swc.transformFileSync(${JSON.stringify(source)}, {
      module: { type: "commonjs" }, jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    });
    const module_ = { exports: {} };
    new Function("exports", "require", compiled.code)(module_.exports, require);
    const { readSolved, rememberAnswer } = module_.exports;
    process.stdout.write(String(${expression}));`;
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
