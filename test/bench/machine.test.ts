import { hasHugePages, withHugePages } from "../../tools/bench/machine.ts";

test.each([undefined, "", "glibc.malloc.arena_max=1"])(
  "from GLIBC_TUNABLES=%s the benchmark starts itself again, once",
  (before) => {
    const env = before === undefined ? {} : { GLIBC_TUNABLES: before };
    expect(hasHugePages(env, "linux")).toBe(false);
    const next = withHugePages(env);
    expect(hasHugePages(next, "linux")).toBe(true);
    expect(next.GLIBC_TUNABLES).toBe([before, "glibc.malloc.hugetlb=1"].filter(Boolean).join(":"));
  },
);

test("where there is no glibc it stays as it is", () => {
  expect(hasHugePages({}, "darwin")).toBe(true);
});
