/** @typedef {{ reason: string, cure: string }} Diagnosis */

/** What programs write when something outside this project is wrong; the first that matches counts. */
const known = [
  {
    pattern: /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|not enough space on the disk/i,
    reason: "the disk is full",
    cure: "free about 3 GB, then start again",
  },
  {
    pattern: /\b407\b.*Proxy|ProxyError|tunneling socket could not be established|ERR_INVALID_PROXY/i,
    reason: "the proxy refuses the connection",
    cure: "check the environment variables HTTPS_PROXY and NO_PROXY (and `npm config get https-proxy`)",
  },
  {
    pattern: /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_HAS_EXPIRED|CERTIFICATE_VERIFY_FAILED/i,
    reason: "a certificate is not trusted (a firewall may have put its own in place)",
    cure: "set NODE_EXTRA_CA_CERTS and PIP_CERT to the file with your network's certificates",
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
    reason: "a file or folder may not be written",
    cure: 'make the project\'s folder and your home folder your own (`sudo chown -R "$USER" .`), then start again',
  },
  {
    pattern: /E404|E403|\b40[34] Client Error|HTTP error 40[34]/,
    reason: "the package registry does not have a package that is needed",
    cure: "if you use a mirror, check that it is complete: `npm config get registry`, PIP_INDEX_URL",
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
  return found && { reason: found.reason, cure: found.cure };
}
