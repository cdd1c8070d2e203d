import { gitHubName } from "../colab/repository.mjs";

const begin = "<!-- badges: npm run badges -->";
const end = "<!-- end of badges -->";
const present = new RegExp(`\n\n${begin}\n[^]*?${end}`);
const heading = /^# .*$/m;

/**
 * A notebook's title cell with badges under its heading that open the edition for Python hosts; without a repository
 * on GitHub it has none.
 *
 * @param {string} title the cell's Markdown
 * @param {string} file the notebook's name
 * @param {string | { url?: string } | undefined} repository as in package.json
 * @returns {string}
 */
export function withNotebookBadges(title, file, repository) {
  const bare = title.replace(present, "");
  const name = gitHubName(repository);
  if (!name) return bare;
  const badges = [begin, ...badgesFor(name, file), end].join("\n");
  return bare.replace(heading, (line) => `${line}\n\n${badges}`);
}

/** @param {string} name of the repository, as owner/name @param {string} file */
export function badgesFor(name, file) {
  const place = `${name}/blob/main/notebooks/colab/${file}`;
  return [
    badge(
      "Colab",
      "https://colab.research.google.com/assets/colab-badge.svg",
      `https://colab.research.google.com/github/${place}`,
    ),
    badge(
      "Kaggle",
      "https://kaggle.com/static/images/open-in-kaggle.svg",
      `https://kaggle.com/kernels/welcome?src=https://github.com/${place}`,
    ),
    badge(
      "SageMaker Studio Lab",
      "https://studiolab.sagemaker.aws/studiolab.svg",
      `https://studiolab.sagemaker.aws/import/github/${place}`,
    ),
  ];
}

/** @param {string} host @param {string} picture @param {string} address */
const badge = (host, picture, address) => `[![open in ${host}](${picture})](${address})`;
