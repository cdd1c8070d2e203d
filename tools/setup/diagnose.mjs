import { relative } from "node:path";
import { codeOf, Failure, messageOf } from "./shared/failure.mjs";
import { root } from "./shared/paths.mjs";

const checkAddresses =
  "`npm config get registry` and `pip config list` (or PIP_INDEX_URL) show the addresses; open them in a browser: the " +
  "network may ask for a login first, or a mirror may be broken";

/**
 * What is wrong when a program fails because of something outside this project, with what the program writes then and
 * what the user can do. The first that matches counts.
 *
 * @type {Record<string, [pattern: RegExp, cure: string]>}
 */
const known = {
  "the disk is full": [
    /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|not enough space on the disk/i,
    "free about 3 GB, then start again",
  ],
  "the proxy refuses the connection": [
    /\b407\b.*Proxy|E407|ProxyError|tunneling socket could not be established|ERR_INVALID_PROXY/i,
    "check the environment variables HTTPS_PROXY and NO_PROXY (and `npm config get https-proxy`)",
  ],
  "a certificate is not trusted (a firewall may have replaced it with its own)": [
    /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_TLS_CERT|CERTIFICATE_VERIFY_FAILED/i,
    "set NODE_EXTRA_CA_CERTS and PIP_CERT to the file with your network's certificates",
  ],
  "npm is set to work offline, and its cache lacks a package that is needed": [
    /ENOTCACHED/,
    "connect to the internet, let npm use it (`npm config delete offline`), then start again",
  ],
  "the package registry redirects to itself again and again": [
    /EMAXREDIRECT|maximum redirect reached|Exceeded \d+ redirects|TooManyRedirects|redirect error that would lead to an infinite loop/,
    checkAddresses,
  ],
  "the network cannot be reached: host names cannot be looked up, or no route leads to them": [
    /ENOTFOUND|EAI_AGAIN|ENETUNREACH|getaddrinfo|name resolution|Name or service not known|nodename nor servname|Network is unreachable/i,
    "connect to the internet, then start again; what is installed already stays",
  ],
  "the package registry does not answer": [
    /ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|Connection refused|Connection reset|NewConnectionError|ConnectTimeout|ReadTimeout|timed out/i,
    "try again later; behind a firewall set a mirror (`npm config set registry …`, and PIP_INDEX_URL for Python)",
  ],
  "the package registry is busy or out of order": [
    /\bE(429|5\d\d)\b|HTTP error (429|5\d\d)|\b(429|5\d\d) (Client|Server) Error|too many 5\d\d error responses/i,
    "try again later",
  ],
  "the package registry refuses access": [
    /\bE40[13]\b|HTTP error 40[13]|\b40[13] Client Error/i,
    "check the password or token that npm and pip have for it: `npm config list`, `pip config list`",
  ],
  "what answers at the registry's address is not a package registry": [
    /npm error (Cannot read properties of|.*invalid json response|.*No matching version found for undefined)/i,
    checkAddresses,
  ],
  "a downloaded package is not the expected one, byte for byte": [
    /EINTEGRITY|DO NOT MATCH THE HASHES/i,
    "empty the caches (`npm cache clean --force`, `pip cache purge`), then start again",
  ],
  "package.json and package-lock.json do not agree": [
    /EUSAGE[^]*package-lock\.json/,
    "run `npm install`, which brings package-lock.json up to date, then start again",
  ],
  "{path} cannot be written": [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i,
    'make it your own (`sudo chown -R "$USER"` and its path) or remove its write protection, then start again',
  ],
  "too many files are open at once": [
    /EMFILE|ENFILE|Too many open files/i,
    "`ulimit -n 4096`, then start again",
  ],
  "the package registry does not have a package that is needed": [
    /E404|ETARGET|\b404 Client Error|HTTP error 404/i,
    "if you use a mirror, check that it is complete: `npm config get registry`, PIP_INDEX_URL",
  ],
  "no index that pip may use lists a Python package that is needed": [
    /from versions: none\)/,
    "look for `no-index` and `index-url` in `pip config list`, and open the index's address in a browser",
  ],
  "a Python package is not offered for this Python or this platform": [
    /No matching distribution found|Failed building wheel|Failed to build/,
    "install Python 3.11, 3.12 or 3.13, then start again with its name, for example PYTHON=python3.12 npm start",
  ],
};

/**
 * Reads from what a program wrote why it failed, and what the user can do.
 *
 * @param {string} output
 * @returns {{ reason: string, cure: string } | undefined} undefined if it is nothing known
 */
export function diagnose(output) {
  const [reason, [, cure] = []] = Object.entries(known).find(([, [pattern]]) => pattern.test(output)) ?? [];
  if (reason === undefined || cure === undefined) return undefined;
  const path = /^npm error path (.+)$/m.exec(output) ?? quotedPath.exec(output);
  return { reason: reason.replace("{path}", () => path?.[1] ?? "a file or folder"), cure };
}

/** A path that was refused, as Python and Node name it. */
const quotedPath = /(?:Permission denied|Read-only file system|EACCES|EPERM|EROFS).*?'(.+?)'/i;

/**
 * The error that npm, pip or a Python program ended with, in its own words.
 *
 * @param {string} output
 * @returns {string | undefined}
 */
export function lastError(output) {
  const ofNpm = /^npm error (?!code |errno |syscall |path |A complete log|Log files)(\S.*)$/m.exec(output);
  const ofPython = /^(?:ERROR: (.+)|((?:\w+\.)*\w*(?:Error|Exception)(?:: .+)?))$/gm;
  const [, error, exception] = [...output.matchAll(ofPython)].at(-1) ?? [];
  return ofNpm?.[1] ?? error ?? exception;
}

/** What is wrong with a path, by the code of the error. */
const wrongPaths = {
  ENOENT: "is missing",
  EISDIR: "must be a file, got a folder",
  ENOTDIR: "must be a folder, got a file",
};

/**
 * An error of the operating system as a failure that the user can put right; any other error as it is.
 *
 * @param {unknown} error
 * @param {string} title what was being made
 */
export function systemFailure(error, title) {
  const code = codeOf(error);
  if (/^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS|EMFILE|ENFILE)$/.test(code)) {
    const { reason, cure } = diagnose(`${code}: ${messageOf(error)}`) ?? {};
    return new Failure(`${title}: ${reason}`, { cure, cause: error });
  }
  const path = /** @type {NodeJS.ErrnoException | undefined} */ (error)?.path;
  if (path === undefined || !(code in wrongPaths)) return error;
  const what = wrongPaths[/** @type {keyof typeof wrongPaths} */ (code)];
  const cure = `restore it (\`git restore ${relative(root, path)}\`), then start again`;
  return new Failure(`${title}: ${path} ${what}`, { cure, cause: error });
}
