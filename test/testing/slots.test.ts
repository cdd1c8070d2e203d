import { Slots } from "../../scripts/testing/slots.mjs";

/** Work that ends when it is told to, and the order in which pieces began. */
function pieces(slots: Slots) {
  const begun: string[] = [];
  const begin = (name: string) => {
    let end = () => {};
    const wait = new Promise<void>((resolve) => (end = resolve));
    const result = slots.use(() => {
      begun.push(name);
      return wait.then(() => name);
    });
    return { end: () => (end(), result) };
  };
  return { begun, begin };
}

test("no more pieces run than there are slots, and they begin in order", async () => {
  const { begun, begin } = pieces(new Slots(2));
  const [a, b, c] = ["a", "b", "c"].map(begin);
  await Promise.resolve();
  expect(begun).toEqual(["a", "b"]);
  expect(await b.end()).toBe("b");
  expect(begun).toEqual(["a", "b", "c"]);
  await Promise.all([a.end(), c.end()]);
});

test("a piece that throws gives its slot back", async () => {
  const slots = new Slots(1);
  await expect(slots.use(() => Promise.reject(new Error("crashed")))).rejects.toThrow("crashed");
  expect(await slots.use(() => Promise.resolve(1))).toBe(1);
  expect(slots.free).toBe(1);
});
