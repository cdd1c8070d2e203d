/**
 * What `npm ci` is told against the user's own settings, in ~/.npmrc or the environment, where they would install
 * something else than package-lock.json has: fewer packages (NODE_ENV=production, omit, workspace), other ones (os,
 * before), none (dry-run, usage), or in another place (global, prefix). Registry, proxies, certificates, cache and
 * `offline` stay the user's.
 *
 * @param {string} root the project's folder
 */
export const ownSettings = (root) => [
  ...["--include=dev", "--include=optional", "--include=peer"],
  ...["--workspaces=null", "--include-workspace-root=true", "--global=false", "--location=project"],
  ...[`--prefix=${root}`, `--os=${process.platform}`, `--cpu=${process.arch}`, "--before=null"],
  ...["--package-lock=true", "--package-lock-only=false", "--dry-run=false", "--usage=false"],
  ...[
    "--install-strategy=hoisted",
    "--bin-links=true",
    "--legacy-peer-deps=false",
    "--strict-peer-deps=false",
  ],
  ...["--force=false", "--engine-strict=false", "--ignore-scripts=true", "--json=false", "--color=false"],
];
