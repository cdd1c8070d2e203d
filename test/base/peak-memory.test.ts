import { setTimeout as sleep } from "node:timers/promises";
import { peakMemory } from "../../lib/src/base/memory";

test("it sees four hundred megabytes that were held for a while, and passes the result on", async () => {
  const { result, before, peak, growth } = await peakMemory(async () => {
    const held = new Uint8Array(400e6).fill(1);
    await sleep(50);
    return held[123];
  });
  expect(result).toBe(1);
  // What tests before it left behind may be collected meanwhile, which was seen to take 54 MB from the growth.
  expect(growth).toBeGreaterThan(300e6);
  expect(peak - before).toBe(growth);
});

test("an error passes through, and nothing goes on looking", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await expect(peakMemory(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(timers()).toBe(before);
});
