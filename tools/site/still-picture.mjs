import { createRequire } from "node:module";
import { inRoot } from "../setup/shared/paths.mjs";

/** @type {typeof import("sharp").default} */
const sharp = createRequire(inRoot("lib", "package.json"))("sharp");

/**
 * A notebook's picture as it is seen before the chart is drawn, on paper, and where no script runs: the same
 * pixels, in a format that takes three quarters of the room. (With fewer pixels it would take more, because
 * their mixture has more colours.)
 *
 * @param {string} png in base 64
 * @returns {Promise<string>} an address that holds the picture itself
 */
export async function stillPicture(png) {
  const webp = await sharp(Buffer.from(png, "base64")).webp({ lossless: true, effort: 4 }).toBuffer();
  return `data:image/webp;base64,${webp.toString("base64")}`;
}
