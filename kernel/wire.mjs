import { createHmac } from "node:crypto";

const delimiter = "<IDS|MSG>";

/**
 * A message as Jupyter's wire protocol sends it.
 *
 * @param {string} key the connection's
 * @param {unknown[]} parts header, parent header, metadata and content
 * @returns {string[]}
 */
export function signedFrames(key, parts) {
  const texts = parts.map((part) => JSON.stringify(part));
  const hash = createHmac("sha256", key);
  for (const text of texts) hash.update(text);
  return [delimiter, hash.digest("hex"), ...texts];
}

/**
 * What a message says, its signature left unchecked.
 *
 * @param {Buffer[]} frames
 */
export function readFrames(frames) {
  const start = frames.findIndex((frame) => frame.toString() === delimiter);
  const [header, parent, , content] = frames.slice(start + 2).map((frame) => JSON.parse(frame.toString()));
  return { header, parent, content };
}
