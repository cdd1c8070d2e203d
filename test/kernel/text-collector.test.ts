import { TextCollector } from "../../kernel/src/jupyter/text-collector";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A collector, and what it has sent as "parent name text". */
function collector() {
  const sent: string[] = [];
  const made = new TextCollector<number>(({ parent, name, text }) => sent.push(`${parent} ${name} ${text}`));
  const add = (parent: number, name: "stdout" | "stderr", text: string) => made.add({ parent, name, text });
  return { made, add, sent };
}

test("text of one stream is joined after some milliseconds", () => {
  const { add, sent } = collector();
  for (const text of "abc") add(1, "stdout", text);
  expect(sent).toEqual([]);
  jest.advanceTimersByTime(10);
  expect(sent).toEqual(["1 stdout abc"]);
});

test("the order of streams and of cells is kept", () => {
  const { made, add, sent } = collector();
  add(1, "stdout", "a");
  add(1, "stderr", "b");
  add(2, "stdout", "c");
  add(1, "stdout", "d");
  made.flush();
  expect(sent).toEqual(["1 stdout a", "1 stderr b", "2 stdout c", "1 stdout d"]);
});

test("much text is not kept waiting", () => {
  const { add, sent } = collector();
  add(1, "stdout", "x".repeat(70_000));
  expect(sent).toHaveLength(1);
});

test("half of a character waits for the other, unless something else is sent", () => {
  const { made, add, sent } = collector();
  add(1, "stdout", "a\ud83d");
  jest.advanceTimersByTime(10);
  expect(sent).toEqual(["1 stdout a"]);
  add(1, "stdout", "\ude00");
  jest.advanceTimersByTime(10);
  expect(sent).toEqual(["1 stdout a", "1 stdout 😀"]);
  add(1, "stdout", "\ud83d");
  made.flush();
  expect(sent.at(-1)).toBe("1 stdout \ud83d");
});

test("where both streams alternate thousands of times, each is joined by itself", () => {
  const { made, add, sent } = collector();
  for (let line = 0; line < 2000; line++) {
    add(1, "stdout", "o");
    add(1, "stderr", "e");
  }
  made.flush();
  expect(sent).toEqual([`1 stdout ${"o".repeat(2000)}`, `1 stderr ${"e".repeat(2000)}`]);
});
