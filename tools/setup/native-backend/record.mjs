import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../shared/write-atomically.mjs";

/**
 * @typedef {object} NativeRecord what the set-up knows of the native backend; in .setup/native-backend.json
 * @property {"native" | "unavailable"} status
 * @property {string} [tensorflow] its version, where it works
 * @property {string} [reason] why it does not
 * @property {string} [cure] what to do
 * @property {string} inputs digest of what the attempt depended on; the next attempt is made when it changes
 */

/** @param {string} root */
const fileOf = (root) => join(root, ".setup/native-backend.json");

/**
 * @param {string} root the project's folder
 * @returns {NativeRecord | undefined} undefined if nothing was tried yet
 */
export function readRecord(root) {
  try {
    return JSON.parse(readFileSync(fileOf(root), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root the project's folder
 * @param {NativeRecord} record
 */
export const writeRecord = (root, record) =>
  replaceFile(fileOf(root), `${JSON.stringify(record, null, 2)}\n`);
