import { unreachable } from "../../tools/setup/npm-unreachable.mjs";

const failed = (attempt: number) =>
  `npm http fetch GET https://registry.npmjs.org/x attempt ${attempt} failed with EAI_AGAIN`;
const fetched = "npm http fetch GET 200 https://registry.npmjs.org/x 12ms (cache miss)";

test("a registry that refuses everything for the third time is given up", () => {
  const isHopeless = unreachable();
  const first = Array.from({ length: 40 }, () => failed(1));
  const second = Array.from({ length: 40 }, () => failed(2));
  expect([...first, ...second].some(isHopeless)).toBe(false);
  expect(isHopeless(failed(3))).toBe(true);
});

test("a few failures among packages that arrive are left to npm", () => {
  const isHopeless = unreachable();
  const lines = Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? fetched : failed(3)));
  expect(lines.some(isHopeless)).toBe(false);
});
