import type { Drawing } from "../platform";

export const drawing: Drawing = {
  async svgToPng(svg, { scale, fontFiles, fontFamily }) {
    // Both are native modules and take about 0.1 s: loaded when a picture is wanted, not when the library is.
    const [{ Resvg }, { default: sharp }] = await Promise.all([import("@resvg/resvg-js"), import("sharp")]);
    // Of two values of one property browsers take the last that they know, resvg the last and blurs the pixels.
    const drawn = new Resvg(svg.replaceAll("image-rendering: pixelated;", ""), {
      font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: fontFamily },
      fitTo: { mode: "zoom", value: scale },
      background: "white",
    });
    const { width, height } = drawn;
    const picture = drawn.render();
    // Quality 80 lets the quantizer leave out shades nobody can see: a fifth smaller than 256 of them.
    const encoded = sharp(picture.pixels, {
      raw: { width: picture.width, height: picture.height, channels: 4 },
    })
      .removeAlpha()
      .png({ palette: true, quality: 80, compressionLevel: 9, effort: 10, dither: 0 });
    // sharp's declarations speak of a generic Buffer, which this project's @types/node does not have yet.
    const png = (await encoded.toBuffer()) as Buffer;
    return { png, width: Math.round(width), height: Math.round(height) };
  },
};
