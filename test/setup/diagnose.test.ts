import { diagnose, lastError } from "../../tools/setup/diagnose.mjs";

test.each([
  ["npm error code EAI_AGAIN\nnpm error syscall getaddrinfo", "network cannot be reached"],
  [
    "npm error request to https://registry.npmjs.org/x failed, reason: getaddrinfo ENOTFOUND",
    "network cannot be reached",
  ],
  [
    "WARNING: Retrying … NewConnectionError('… [Errno -3] Temporary failure in name resolution')\n" +
      "ERROR: No matching distribution found for anyio==4.16.0",
    "network cannot be reached",
  ],
  ["npm error FetchError: connect ECONNREFUSED 127.0.0.1:9", "registry does not answer"],
  [
    "NewConnectionError('… [Errno 111] Connection refused')\nERROR: No matching distribution found for x",
    "registry does not answer",
  ],
  ["ReadTimeoutError(\"HTTPSConnectionPool(host='pypi.org'): Read timed out.\")", "registry does not answer"],
  ["npm error code ENOSPC\nnpm error syscall write", "disk is full"],
  ["OSError: [Errno 28] No space left on device", "disk is full"],
  ["ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "proxy"],
  ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate"],
  ["ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"],
  ["npm error code EACCES\nnpm error path /home/x/node_modules", "/home/x/node_modules cannot be written"],
  ["npm error Error: EROFS: read-only file system, mkdir '/home/x/.npm'", "/home/x/.npm cannot be written"],
  ["PermissionError: [Errno 13] Permission denied: '/srv/venv'", "/srv/venv cannot be written"],
  ["OSError: [Errno 30] Read-only file system", "a file or folder cannot be written"],
  ["npm error code ENOTCACHED\nnpm error request to https://registry/x failed", "set to work offline"],
  ["npm error code EMAXREDIRECT\nnpm error maximum redirect reached at: http://x", "redirects to itself"],
  ["ERROR: Could not install packages due to an OSError: Exceeded 30 redirects.", "redirects to itself"],
  [
    "HTTP Error 302: The HTTP server returned a redirect error that would lead to an infinite loop.",
    "redirects to itself",
  ],
  ["npm error Cannot read properties of null (reading '_contentLength')", "not a package registry"],
  ["npm error invalid json response body at http://x reason: Unexpected token '<'", "not a package registry"],
  ["npm error notarget No matching version found for undefined@1.0.0.", "not a package registry"],
  ["npm error code E401\nnpm error 401 Unauthorized - GET http://x", "refuses access"],
  ["npm error code E403\nnpm error 403 403 Forbidden - GET http://x", "refuses access"],
  ["ERROR: https://x/simple/pip/: HTTP Error 403: Forbidden", "refuses access"],
  ["npm error code E429\nnpm error 429 Too Many Requests - GET http://x", "busy or out of order"],
  ["npm error code E503\nnpm error 503 Service Unavailable - GET http://x", "busy or out of order"],
  ["npm error code E407\nnpm error 407 Proxy Authentication Required - GET http://x", "proxy refuses"],
  ["npm error code EMFILE\nnpm error EMFILE: too many open files", "too many files"],
  ["npm error code ERR_TLS_CERT_ALTNAME_INVALID", "certificate"],
  [
    "ERROR: Could not find a version that satisfies the requirement x==1.0 (from versions: none)\n" +
      "ERROR: No matching distribution found for x==1.0",
    "no index that pip may use lists",
  ],
  ["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the expected one"],
  ["npm error code EINTEGRITY", "not the expected one"],
  [
    "npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and " +
      "package-lock.json … are in sync",
    "do not agree",
  ],
  ["npm error code E404\nnpm error 404 Not Found - GET https://mirror/x", "does not have a package"],
  ["ERROR: No matching distribution found for jupyterlab==4.6.6", "not offered for this Python"],
])("%j is understood", (output, reason) => {
  const diagnosis = diagnose(output);
  expect(diagnosis?.reason).toContain(reason);
  expect(diagnosis?.cure).not.toBe("");
});

test("what is not known is not guessed", () => {
  expect(diagnose("lib/src/index.ts(1,1): error TS1005: ';' expected.")).toBeUndefined();
});

test.each([
  [
    "npm error code EWEIRD\nnpm error errno -1\nnpm error The moon is full\nnpm error more",
    "The moon is full",
  ],
  [
    "Traceback (most recent call last):\n  File x\njson.decoder.JSONDecodeError: Expecting value",
    "json.decoder.JSONDecodeError: Expecting value",
  ],
  ["ERROR: Invalid requirement: 'x=='\nWARNING: old pip", "Invalid requirement: 'x=='"],
  ["lib/src/index.ts(1,1): error TS1005: ';' expected.", undefined],
  ["", undefined],
])("of %j the error is told in the program's own words", (output, error) => {
  expect(lastError(output)).toBe(error);
});
