/**
 * The address to clone from.
 *
 * @param repository as in package.json
 * @returns "" where there is none
 */
export function cloneAddress(repository: string | { url?: string } | undefined): string {
  const address = typeof repository === "string" ? repository : (repository?.url ?? "");
  const onGitHub = /github(?:\.com[/:]|:)([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(address)?.[1];
  return onGitHub ? `https://github.com/${onGitHub}` : address.replace(/^git\+/, "");
}
