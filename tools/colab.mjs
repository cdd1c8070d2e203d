import "./setup/shared/begin.mjs";
import { exitCodeOf, explanation, Failure } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";
import { root } from "./setup/shared/paths.mjs";
import { editions, staleEditions, writeEditions } from "./colab/write-editions.mjs";

const help = `Writes notebooks/colab: the notebooks for hosts that have only Python, such as Google Colab.

  npm run colab [-- options]

They are generated and never edited by hand.

  --check   write nothing; end with code 1 where one is out of date
  --help`;

try {
  const { values } = parseOptions({
    options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(help);
  else if (values.check) {
    const stale = staleEditions(root);
    if (stale.length > 0)
      throw new Failure(`out of date in notebooks/colab: ${stale.join(", ")}`, { cure: "npm run colab" });
    console.log(`✓ ${editions(root).size} notebooks in notebooks/colab are up to date`);
  } else {
    const touched = writeEditions(root);
    console.log(
      touched.length > 0 ? touched.map((file) => `✓ notebooks/colab/${file}`).join("\n") : "✓ nothing to do",
    );
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}
