// Imported before all else. It must run on any Node that knows modules, so it says plainly what is wrong.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`✗ Node 20.19 or newer is needed; this is ${process.versions.node}.
  What to do: install the current long-term version from https://nodejs.org/en/download
  (or \`nvm install --lts\`, \`conda install -c conda-forge nodejs\`), then start again.`);
  process.exit(1);
}
