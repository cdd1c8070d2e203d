import * as tf from "@tensorflow/tfjs";
import type * as Finish from "../../lib/src/notebook/finish";
import { useBackend } from "../../lib/src/base/backend";

let finish: typeof Finish.finish;
let printed: string[];
let listeners: ((reason: unknown) => void)[];

/** Loads `finish` as a kernel does, where somebody already listens to unhandled rejections. */
beforeEach(async () => {
  await useBackend();
  printed = [];
  listeners = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
  jest.spyOn(process, "listenerCount").mockReturnValue(1);
  jest.spyOn(process, "on").mockImplementation(((event: string, listener: (reason: unknown) => void) => {
    if (event === "unhandledRejection") listeners.push(listener);
    return process;
  }) as typeof process.on);
  jest.isolateModules(() => {
    jest.doMock("@tensorflow/tfjs", () => tf);
    // oxlint-disable-next-line typescript/no-require-imports
    finish = (require("../../lib/src/notebook/finish") as typeof Finish).finish;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

test("disposes of what it is given and prints the line that proves the end", async () => {
  const [a, b] = [tf.ones([2]), tf.ones([3])];
  await finish([a, b]);
  expect([a.isDisposed, b.isDisposed]).toEqual([true, true]);
  expect(printed).toEqual(["✓ finished: 2 disposed of, no tensor left, no unhandled rejection"]);
});

test("disposes of all others where one cannot be disposed of, and says which", async () => {
  const [a, b] = [tf.ones([2]), tf.ones([3])];
  const broken = {
    dispose: () => {
      throw new Error("no");
    },
  };
  await expect(finish([a, broken, b])).rejects.toThrow("finish: disposables[1] could not be disposed of: no");
  expect([a.isDisposed, b.isDisposed]).toEqual([true, true]);
  expect(printed).toEqual([]);
});

test("counts the tensors that are left, and says what to do", async () => {
  const forgotten = tf.ones([2, 2]);
  await expect(finish()).rejects.toThrow(
    /finish: 1 tensors \(16 bytes\) are left\. Wrap the code .* tf\.tidy/,
  );
  expect(printed).toEqual([]);
  forgotten.dispose();
});

test("leaves out what a kernel could not send, which no cell has caused", async () => {
  for (const listener of listeners) {
    listener(new Error("Socket is busy writing; only one send operation may be in progress at any time"));
  }
  await finish();
  expect(printed).toHaveLength(1);
});

test("fails when a rejection went unhandled, with the rejection as its cause", async () => {
  const reason = new Error("nobody awaited me");
  expect(listeners).toHaveLength(1);
  listeners[0](reason);
  await expect(finish()).rejects.toMatchObject({
    message: expect.stringContaining("a promise was rejected and nobody awaited it") as string,
    cause: reason,
  });
});
