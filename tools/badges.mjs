import "./setup/shared/begin.mjs";
import { writeBadges } from "./badges/write-badges.mjs";
import { exitCodeOf, explanation } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";
import { root } from "./setup/shared/paths.mjs";

const help = `Writes the badges of README.md and of the notebooks' titles anew, from the repository's address in
package.json; without one, none. notebooks/colab, which has the titles and the address, is written with them.

  npm run badges`;

try {
  const { values } = parseOptions({ options: { help: { type: "boolean", default: false } } });
  if (values.help) console.log(help);
  else {
    const changed = writeBadges(root);
    console.log(
      changed.length > 0 ? changed.map((file) => `✓ ${file}`).join("\n") : "✓ badges are as they should be",
    );
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
