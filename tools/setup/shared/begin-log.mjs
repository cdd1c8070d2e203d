import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Begins a log that only its owner may read: it may hold a token, or the address of a registry with a password.
 *
 * @param {string} file its folder is made where missing; what is there is replaced
 */
export function beginLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { recursive: true, force: true });
  writeFileSync(file, "", { mode: 0o600 });
}
