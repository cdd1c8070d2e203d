import "./shared/node-version.mjs";
import { readFileSync } from "node:fs";
import { exitCodeOf, explanation, Failure } from "./shared/failure.mjs";
import { parseOptions } from "./shared/parse-options.mjs";
import { inRoot } from "./shared/paths.mjs";
import { writeAtomically } from "./shared/write-atomically.mjs";
import { withBadges } from "./badges/with-badges.mjs";

const help = `Writes the badges of README.md anew, from the repository's address in package.json; without one, none.

  npm run badges`;

try {
  const { values } = parseOptions({ options: { help: { type: "boolean", default: false } } });
  if (values.help) console.log(help);
  else {
    const { repository } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
    const readme = readFileSync(inRoot("README.md"), "utf8");
    const next = withBadges(readme, repository);
    if (next === undefined)
      throw new Failure("README.md has no place for badges", { cure: "git checkout README.md" });
    if (next !== readme) writeAtomically(inRoot("README.md"), next);
    console.log(next === readme ? "✓ badges are as they should be" : "✓ badges written");
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
