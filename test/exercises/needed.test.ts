import { data, InterruptedError } from "linear-networks";
import { isNotAnswersDoing, once } from "../../exercises/src/needed";

/** A function that fails so many times before it gives the number of its call. */
function flaky(failures: number, fail: (error: Error) => unknown) {
  let calls = 0;
  return () => (++calls <= failures ? fail(new Error(`failure ${calls}`)) : Promise.resolve(calls));
}

test("the function is called when its result is first needed, and once", async () => {
  let calls = 0;
  const number = once(() => Promise.resolve(++calls));
  expect(calls).toBe(0);
  expect(await Promise.all([number(), number()])).toEqual([1, 1]);
  expect(await number()).toBe(1);
});

test("undefined is a result like any other", () => {
  let calls = 0;
  const nothing = once(() => void calls++);
  nothing();
  nothing();
  expect(calls).toBe(1);
});

test("a promise that is rejected is not kept, so that the next call tries again", async () => {
  const number = once(flaky(2, (error) => Promise.reject(error)));
  await expect(number()).rejects.toThrow("failure 1");
  await expect(number()).rejects.toThrow("failure 2");
  expect(await number()).toBe(3);
  expect(await number()).toBe(3);
});

test("calls that wait for the same promise fail with it, and the next one tries again", async () => {
  const number = once(flaky(1, (error) => Promise.reject(error)));
  const [first, second] = await Promise.allSettled([number(), number()]);
  expect([first.status, second.status]).toEqual(["rejected", "rejected"]);
  expect(await number()).toBe(2);
});

test("an error is not kept either", async () => {
  const number = once(
    flaky(1, (error) => {
      throw error;
    }),
  );
  expect(() => number()).toThrow("failure 1");
  expect(await number()).toBe(2);
});

test.each([
  ["a data file that is missing", true, new data.DataFileError("missing", "…")],
  ["a download that failed", true, new data.DataFileError("no mirror worked", "…")],
  ["an interrupt", true, new InterruptedError("…")],
  ["bytes that are too few", false, new data.DataFileError("truncated", "…")],
  ["an error of any other kind", false, new RangeError("…")],
])("%s is not the answer's doing: %p", (_, isNot, error) => {
  expect(isNotAnswersDoing(error)).toBe(isNot);
});
