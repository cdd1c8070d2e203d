/**
 * The address to clone from.
 *
 * @param {string | { url?: string } | undefined} repository as in package.json
 * @returns {string} "" where there is none
 */
export function cloneAddress(repository) {
  const address = typeof repository === "string" ? repository : (repository?.url ?? "");
  const onGitHub = /github(?:\.com[/:]|:)([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(address)?.[1];
  return onGitHub ? `https://github.com/${onGitHub}` : address.replace(/^git\+/, "");
}
