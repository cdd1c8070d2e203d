import fc from "fast-check";
import { scalePixels } from "../../lib/src/data/image-dataset";

test("each pixel is divided by 255, as float32, wherever a part begins and ends", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.nat(50), (pixels, cut) => {
      const X = new Float32Array(pixels.length).fill(NaN);
      scalePixels(pixels.subarray(0, cut), X);
      expect(scalePixels(pixels.subarray(cut), X, Math.min(cut, pixels.length))).toBe(X);
      expect(X).toEqual(Float32Array.from(pixels, (pixel) => pixel / 255));
    }),
  );
});
