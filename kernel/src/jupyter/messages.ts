import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** The parts of a message as a socket sends them. */
export type Frames = (string | Uint8Array)[];

/** The content of a message. */
export type Content = Record<string, unknown>;

/** The header of a message. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  version: string;
  date: string;
}

/** A message as it came over a socket. */
export interface Message {
  /** The address to which ZeroMQ sends the answer; of a published message, the topic. */
  identities: Uint8Array[];
  header: Header;
  /** The header of the message that it answers; empty in a request. */
  parent: Content;
  content: Content;
}

const delimiter = "<IDS|MSG>";
const protocolVersion = "5.3";

/**
 * Reads a message of Jupyter's wire protocol.
 *
 * @param key the connection's; if it is empty, messages are not signed
 * @throws {Error} if it is not a message, or is not signed with the key
 */
export function readMessage(key: string, frames: readonly Uint8Array[]): Message {
  const texts = frames.map((frame) => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  const start = texts.findIndex((frame) => frame.equals(Buffer.from(delimiter)));
  const [signature, ...parts] = texts.slice(start + 1);
  if (start < 0 || parts.length < 4) throw new Error("it has no delimiter, signature and four parts");
  if (key !== "" && !isSigned(key, signature, parts)) throw new Error("its signature is wrong");
  const [header, parent, , content] = parts.slice(0, 4).map((part) => JSON.parse(part.toString()) as unknown);
  if (!isObject(header) || typeof header["msg_type"] !== "string" || typeof header["msg_id"] !== "string") {
    throw new Error("its header must have msg_type and msg_id");
  }
  if (!isObject(content)) throw new Error("its content must be an object");
  return {
    identities: texts.slice(0, start),
    header: header as unknown as Header,
    parent: isObject(parent) ? parent : {},
    content,
  };
}

/**
 * A message as the frames of Jupyter's wire protocol.
 *
 * @param identities the address of the receiver; for a published message, the topic
 * @param parent the request that it answers or belongs to
 */
export function messageFrames(
  key: string,
  type: string,
  content: Content,
  parent: Pick<Message, "header">,
  identities: Frames,
): Frames {
  const header: Header = {
    msg_id: randomUUID(),
    msg_type: type,
    session: parent.header.session,
    username: parent.header.username,
    version: protocolVersion,
    date: new Date().toISOString(),
  };
  return [...identities, ...signedFrames(key, [header, parent.header, {}, content])];
}

/** The parts of a message as JSON, after the delimiter and the signature. */
export function signedFrames(key: string, parts: readonly unknown[]): string[] {
  const texts = parts.map(wellFormedJson);
  return [delimiter, key === "" ? "" : sign(key, texts).toString("hex"), ...texts];
}

function sign(key: string, parts: Frames): Buffer {
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function isSigned(key: string, signature: Buffer, parts: Uint8Array[]): boolean {
  const given = Buffer.from(signature.toString(), "hex");
  const expected = sign(key, parts);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Half of a character, which JSON escapes, after an even number of backslashes. */
const escapedHalf = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** JSON in which halves of characters are replaced by U+FFFD: a notebook with them could not be saved. */
function wellFormedJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes("\\ud") ? json.replace(escapedHalf, "$1\ufffd") : json;
}
