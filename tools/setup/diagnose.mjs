/**
 * @typedef {{ reason: string, cure: string }} Diagnosis
 * @typedef {{ pattern: RegExp, reason: string | ((output: string) => string), cure: string }} Known
 */

const checkAddresses =
  "`npm config get registry` and `pip config list` (or PIP_INDEX_URL) show the addresses; open them in a browser: the " +
  "network may ask for a login first, or a mirror may be broken";

/**
 * What programs write when something outside this project is wrong; the first that matches counts.
 *
 * @type {Known[]}
 */
const known = [
  {
    pattern: /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|not enough space on the disk/i,
    reason: "the disk is full",
    cure: "free about 3 GB, then start again",
  },
  {
    pattern: /\b407\b.*Proxy|E407|ProxyError|tunneling socket could not be established|ERR_INVALID_PROXY/i,
    reason: "the proxy refuses the connection",
    cure: "check the environment variables HTTPS_PROXY and NO_PROXY (and `npm config get https-proxy`)",
  },
  {
    pattern:
      /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_TLS_CERT|CERTIFICATE_VERIFY_FAILED/i,
    reason: "a certificate is not trusted (a firewall may have put its own in place)",
    cure: "set NODE_EXTRA_CA_CERTS and PIP_CERT to the file with your network's certificates",
  },
  {
    pattern: /ENOTCACHED/,
    reason: "npm is set to work offline, and its cache lacks a package that is needed",
    cure: "connect to the internet and let npm use it (`npm config delete offline`, no --offline), then start again",
  },
  {
    pattern:
      /EMAXREDIRECT|maximum redirect reached|Exceeded \d+ redirects|TooManyRedirects|redirect error that would lead to an infinite loop/,
    reason: "the package registry redirects to itself again and again",
    cure: checkAddresses,
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ENETUNREACH|getaddrinfo|name resolution|Name or service not known|nodename nor servname|Network is unreachable/i,
    reason: "there is no network: the names of hosts cannot be looked up, or no route leads to them",
    cure: "connect to the internet, then start again; what is installed already stays",
  },
  {
    pattern:
      /ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|Connection refused|Connection reset|NewConnectionError|ConnectTimeout|ReadTimeout|timed out/i,
    reason: "the package registry does not answer",
    cure:
      "try again later; behind a firewall set a mirror: `npm config set registry …` for npm packages, " +
      "PIP_INDEX_URL for Python packages",
  },
  {
    pattern:
      /\bE(429|5\d\d)\b|HTTP error (429|5\d\d)|\b(429|5\d\d) (Client|Server) Error|too many 5\d\d error responses/i,
    reason: "the package registry is busy or out of order",
    cure: "try again later",
  },
  {
    pattern: /\bE40[13]\b|HTTP error 40[13]|\b40[13] Client Error/i,
    reason: "the package registry refuses access",
    cure: "check the user and password, or the token, that npm and pip have for it: `npm config list`, `pip config list`",
  },
  {
    pattern:
      /npm error (Cannot read properties of|.*invalid json response|.*No matching version found for undefined)/i,
    reason: "what answers at the registry's address is not a package registry",
    cure: checkAddresses,
  },
  {
    pattern: /EINTEGRITY|DO NOT MATCH THE HASHES/i,
    reason: "a downloaded package is not the expected one, byte for byte",
    cure: "empty the caches (`npm cache clean --force`, `pip cache purge`) and start again",
  },
  {
    pattern: /EUSAGE[^]*package-lock\.json/,
    reason: "package.json and package-lock.json do not agree",
    cure: "run `npm install`, which brings package-lock.json up to date, then start again",
  },
  {
    pattern: /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    reason: (output) => `${refusedPath(output) ?? "a file or folder"} cannot be written`,
    cure: 'make it your own (`sudo chown -R "$USER"` and its path), or lift its write protection, then start again',
  },
  {
    pattern: /EMFILE|ENFILE|Too many open files/i,
    reason: "too many files are open at once",
    cure: "`ulimit -n 4096`, then start again",
  },
  {
    pattern: /E404|ETARGET|\b404 Client Error|HTTP error 404/i,
    reason: "the package registry does not have a package that is needed",
    cure: "if you use a mirror, check that it is complete: `npm config get registry`, PIP_INDEX_URL",
  },
  {
    pattern: /from versions: none\)/,
    reason: "no index that pip may use lists a Python package that is needed",
    cure: "look for `no-index` and `index-url` in `pip config list`, and open the index's address in a browser",
  },
  {
    pattern: /No matching distribution found|Failed building wheel|Failed to build/,
    reason: "a Python package is not offered for this Python or this platform",
    cure: "install Python 3.11, 3.12 or 3.13 and start again with PYTHON=python3.12 (its name) before the command",
  },
];

/**
 * Reads from what a program wrote why it failed, and what the user can do.
 *
 * @param {string} output
 * @returns {Diagnosis | undefined} undefined if it is nothing known
 */
export function diagnose(output) {
  const found = known.find(({ pattern }) => pattern.test(output));
  if (!found) return undefined;
  const { reason, cure } = found;
  return { reason: typeof reason === "string" ? reason : reason(output), cure };
}

/** @param {string} output */
const refusedPath = (output) =>
  /^npm error path (.+)$/m.exec(output)?.[1] ??
  /(?:Permission denied|Read-only file system|EACCES|EPERM|EROFS).*?'(.+?)'/i.exec(output)?.[1];

/**
 * The error that npm, pip or a Python program ended with, in its own words.
 *
 * @param {string} output
 * @returns {string | undefined}
 */
export function lastError(output) {
  const ofNpm = /^npm error (?!code |errno |syscall |path |A complete log|Log files)(\S.*)$/m.exec(
    output,
  )?.[1];
  const ofPython = [...output.matchAll(/^(?:ERROR: (.+)|((?:\w+\.)*\w*(?:Error|Exception)(?:: .+)?))$/gm)].at(
    -1,
  );
  return ofNpm ?? ofPython?.[1] ?? ofPython?.[2];
}
