import { display, insideKernel } from "../../lib/src/base/display";
import { progressBar } from "../../lib/src/base/progress-bar";

jest.mock("../../lib/src/base/display");

let shown: { text: string; update: boolean; displayId: string | undefined }[];
let clock: number;
const now = () => clock;

beforeEach(() => {
  shown = [];
  clock = 0;
  jest.mocked(insideKernel).mockReturnValue(true);
  jest.mocked(display).mockImplementation(({ data }, { update = false, displayId } = {}) => {
    shown.push({ text: data["text/plain"] as string, update, displayId });
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

test("one output is made at the start and redrawn in place", () => {
  const bar = progressBar("training", 4, { now });
  clock = 1000;
  bar.update(1);
  bar.end();
  expect(shown.map((s) => s.update)).toEqual([false, true, true]);
  expect(new Set(shown.map((s) => s.displayId)).size).toBe(1);
});

test("the bar shows the share done, the count, the note and the time left", () => {
  const bar = progressBar("training", 4, { unit: "epochs", now });
  clock = 3000;
  bar.update(1, "loss 0.5");
  expect(shown[1].text).toBe("training  ━━━━━━──────────────────  1 of 4 epochs  loss 0.5  9 s left");
});

test("its last state holds no time", () => {
  const bar = progressBar("training", 4, { unit: "epochs", now });
  clock = 3000;
  bar.update(4, "loss 0.5");
  bar.end();
  expect(shown.at(-1)?.text).toBe("training  ━━━━━━━━━━━━━━━━━━━━━━━━  4 of 4 epochs  loss 0.5");
});

test("it is drawn at most once an interval, and always at the end", () => {
  const bar = progressBar("reading", 1000, { interval: 100, now });
  for (let i = 1; i <= 1000; i++) {
    clock = i;
    bar.update(i);
  }
  bar.end();
  bar.end();
  expect(shown).toHaveLength(1 + 10 + 1);
  expect(shown.at(-1)?.text).toMatch(/1000 of 1000/);
});

test("after an early end it stays where it was", () => {
  const bar = progressBar("training", 10, { interval: 0, now });
  bar.update(3);
  bar.end();
  bar.update(4);
  expect(shown.at(-1)?.text).toMatch(/3 of 10/);
});

test("outside a kernel and a terminal it is silent", () => {
  jest.mocked(insideKernel).mockReturnValue(false);
  const tty = process.stderr.isTTY;
  const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  process.stderr.isTTY = false;
  const bar = progressBar("reading", 2, { interval: 0 });
  bar.update(1);
  bar.end();
  process.stderr.isTTY = tty;
  expect(shown).toEqual([]);
  expect(write).not.toHaveBeenCalled();
});

test("in a terminal it draws over one line and ends with a line break", () => {
  jest.mocked(insideKernel).mockReturnValue(false);
  const tty = process.stderr.isTTY;
  const written: string[] = [];
  jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  process.stderr.isTTY = true;
  const bar = progressBar("reading", 2, { interval: 0, now });
  bar.update(1);
  bar.end();
  process.stderr.isTTY = tty;
  expect(written).toHaveLength(3);
  expect(written.every((text) => text.startsWith("\r\u001b[2Kreading"))).toBe(true);
  expect(written.map((text) => text.endsWith("\n"))).toEqual([false, false, true]);
});

test.each([0, -1, 2.5, NaN])("a total of %p is refused", (total) => {
  expect(() => progressBar("x", total)).toThrow(/progressBar: total of "x" must be a whole number ≥ 1/);
});

test.each([-1, 5, NaN])("%p of 4 done is refused", (done) => {
  expect(() => progressBar("x", 4).update(done)).toThrow(/done of "x" must be from 0 to 4/);
});
