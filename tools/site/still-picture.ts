import { createRequire } from "node:module";
import { inRoot } from "../setup/shared/paths.mjs";

const sharp = createRequire(inRoot("lib", "package.json"))("sharp") as typeof import("sharp").default;

/**
 * A notebook's picture as it is seen before the chart is drawn, on paper, and where no script runs: the same
 * pixels, in a format that takes three quarters of the room. (With fewer pixels it would take more, because
 * their mixture has more colours.)
 *
 * @param png in base 64
 * @returns an address that holds the picture itself
 */
export async function stillPicture(png: string): Promise<string> {
  const webp = await sharp(Buffer.from(png, "base64")).webp({ lossless: true, effort: 4 }).toBuffer();
  return `data:image/webp;base64,${webp.toString("base64")}`;
}
