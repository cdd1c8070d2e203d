/** JupyterLab's defaults in this project; what a user sets in its Settings menu goes before them. */
export const labSettings = {
  // No question about news, and no offers to update: the versions are pinned.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  // Texts such as data/README.md open to be read.
  "@jupyterlab/docmanager-extension:plugin": { defaultViewers: { markdown: "Markdown Preview" } },
};
