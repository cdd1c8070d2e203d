/**
 * The repository on GitHub that package.json names, as `owner/name`.
 *
 * @param {string | { url?: string } | undefined} repository as in package.json
 * @returns {string | undefined} undefined where there is none, or one elsewhere
 */
export function gitHubName(repository) {
  const address = typeof repository === "string" ? repository : repository?.url;
  const found = /github(?:\.com[/:]|:)([\w.-]+)\/([\w.-]+?)(?:\.git)?$/.exec(address ?? "");
  return found ? `${found[1]}/${found[2]}` : undefined;
}

/**
 * The address to clone from.
 *
 * @param {string | { url?: string } | undefined} repository as in package.json
 * @returns {string} "" where there is none
 */
export function cloneAddress(repository) {
  const name = gitHubName(repository);
  if (name) return `https://github.com/${name}`;
  const address = typeof repository === "string" ? repository : (repository?.url ?? "");
  return address.replace(/^git\+/, "");
}
