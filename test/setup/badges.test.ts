import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { withBadges } from "../../tools/badges/with-badges.mjs";

const empty = "# Title\n<!-- badges: npm run badges -->\n<!-- end of badges -->\nText\n";

test("without a repository's address there are no badges", () => {
  expect(withBadges(empty, undefined)).toBe(empty);
});

test.each([
  "https://github.com/owner/name",
  "git+https://github.com/owner/name.git",
  "git@github.com:owner/name.git",
  "github:owner/name",
])("%s gives a badge for the tests and one for Binder", (address) => {
  const text = withBadges(empty, { url: address }) ?? "";
  expect(text).toContain("(https://github.com/owner/name/actions/workflows/ci.yml)");
  expect(text).toContain("(https://mybinder.org/v2/gh/owner/name/HEAD?");
});

test("written again they replace what was there", () => {
  const once = withBadges(empty, "github:owner/name") ?? "";
  expect(withBadges(once, "github:owner/name")).toBe(once);
  expect(withBadges(once, undefined)).toBe(empty);
});

test("a text without a place for badges is told from one with", () => {
  expect(withBadges("# Title\n", undefined)).toBeUndefined();
});

test("the README has the badges that package.json's repository gives", () => {
  const root = resolve("README.md");
  const { repository } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as { repository?: string };
  const readme = readFileSync(root, "utf8");
  expect(withBadges(readme, repository)).toBe(readme);
});
