import { diagnose } from "../../scripts/setup/diagnose.mjs";

test.each([
  ["npm error code EAI_AGAIN\nnpm error syscall getaddrinfo", "no network"],
  ["npm error request to https://registry.npmjs.org/x failed, reason: getaddrinfo ENOTFOUND", "no network"],
  [
    "WARNING: Retrying … NewConnectionError('… [Errno -3] Temporary failure in name resolution')\n" +
      "ERROR: No matching distribution found for anyio==4.16.0",
    "no network",
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
  ["npm error code EACCES\nnpm error path /home/x/node_modules", "may not be written"],
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
