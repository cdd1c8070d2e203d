import { join } from "node:path";
import { Piscina } from "piscina";
import type { Decoded, DecodeFailure, DecodeTask } from "../platform";
import { decodeImage } from "./decode-image";

/** Decodes some images, in whatever thread it is called. */
export async function decodeFiles({ folder, files, decode }: DecodeTask): Promise<Decoded> {
  const d = decode.size * decode.size;
  const X = new Float32Array(files.length * d);
  const failures: DecodeFailure[] = [];
  for (const [i, file] of files.entries()) {
    try {
      const pixels = await decodeImage(join(folder, file), decode);
      for (let j = 0; j < d; j++) X[i * d + j] = pixels[j] / 255;
    } catch (error) {
      failures.push([file, (error as Error).message]);
    }
  }
  return failures.length > 0 ? failures : X;
}

/** The same, as a worker thread does it: its memory is handed over to the main thread, not copied. */
export async function decodeInWorker(task: DecodeTask): Promise<unknown> {
  const decoded = await decodeFiles(task);
  return ArrayBuffer.isView(decoded) ? Piscina.move(decoded) : decoded;
}
