/** JupyterLab's defaults in this project; what a user sets in its Settings menu goes before them. */
export const labSettings = {
  // No question about news, and no offers to update: the versions are pinned.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  // Cells run from the menu before the kernel is up would otherwise bring up a question about which to start.
  "@jupyterlab/notebook-extension:tracker": { autoStartDefaultKernel: true },
  // Texts such as data/README.md open to be read.
  "@jupyterlab/docmanager-extension:plugin": { defaultViewers: { markdown: "Markdown Preview" } },
};
