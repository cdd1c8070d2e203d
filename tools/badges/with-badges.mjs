import { gitHubName } from "../colab/repository.mjs";
import { badgesFor } from "./notebook-badges.mjs";

const place = /<!-- badges: npm run badges -->\n[^]*?<!-- end of badges -->/;

/**
 * A text with its badges written anew: whether the tests pass, and where to open the notebooks. The repository's
 * address stands in package.json only; without one there are no badges.
 *
 * @param {string} text with a place for badges
 * @param {string | { url?: string } | undefined} repository as in package.json
 * @returns {string | undefined} undefined where the text has no place for them
 */
export function withBadges(text, repository) {
  if (!place.test(text)) return undefined;
  const badges = badgesOf(repository);
  return text.replace(
    place,
    ["<!-- badges: npm run badges -->", ...badges, "<!-- end of badges -->"].join("\n"),
  );
}

/** @param {string | { url?: string } | undefined} repository */
function badgesOf(repository) {
  const name = gitHubName(repository);
  if (!name) return [];
  const page = `https://github.com/${name}`;
  const binder = `https://mybinder.org/v2/gh/${name}/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F0-start-here.ipynb`;
  return [
    `[![tests](${page}/actions/workflows/ci.yml/badge.svg)](${page}/actions/workflows/ci.yml)`,
    `[![open in Binder](https://mybinder.org/badge_logo.svg)](${binder})`,
    ...badgesFor(name, "0-start-here.ipynb"),
  ];
}
