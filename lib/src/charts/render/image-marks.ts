import type { View } from "vega";
import { ChartError } from "../common/chart-error";
import { scenesOf } from "./scene-items";

/**
 * Without a browser Vega has nothing to load pictures with and writes image marks with an empty source. A
 * data URI needs no loading: it is handed to the mark as if it had been loaded.
 *
 * @throws ChartError if an image mark has no data URI, or no width and height of its own
 */
export function giveImagesTheirSource(view: View): void {
  for (const scene of scenesOf(view)) {
    if (scene.marktype !== "image") continue;
    for (const item of scene.items) {
      const { url, width, height } = item;
      if (!url?.startsWith("data:image/")) {
        throw new ChartError(
          `image mark: the source is "${String(url).slice(0, 60)}", a "data:image/png;base64,…" URI is wanted, ` +
            "because a chart must not depend on a file or a server.",
        );
      }
      if (width === undefined || height === undefined) {
        throw new ChartError("image mark: width and height are missing; state both in pixels.");
      }
      item.image = { src: url, url, width, height, complete: true };
    }
  }
}
