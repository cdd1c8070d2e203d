import { setTimeout as sleep } from "node:timers/promises";
import { peakMemory } from "../../lib/src/tensor/peak-memory";

test("it sees two hundred megabytes that were held for a while, and passes the result on", async () => {
  const { result, before, peak, growth } = await peakMemory(async () => {
    const held = new Uint8Array(200e6).fill(1);
    await sleep(50);
    return held[123];
  });
  expect(result).toBe(1);
  expect(growth).toBeGreaterThan(150e6);
  expect(peak - before).toBe(growth);
});

test("an error passes through, and nothing goes on looking", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await expect(peakMemory(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(timers()).toBe(before);
});
