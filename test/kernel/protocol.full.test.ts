import { python } from "./python.mjs";

test("Jupyter's own tests of kernels pass", async () => {
  const { stderr, code } = await python("protocol.py");
  expect(stderr).toMatch(/Ran 12 tests[^]*OK \(skipped=5\)/);
  expect(code).toBe(0);
}, 120_000);
