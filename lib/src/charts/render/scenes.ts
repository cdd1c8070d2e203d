import type { View } from "vega";
import { ensure } from "../common/check";

/** A mark in a picture as far as the charts look at it: where it is, what it says, what it was made from. */
export interface SceneItem {
  x?: number;
  y?: number;
  x2?: number;
  y2?: number;
  width?: number;
  height?: number;
  text?: unknown;
  url?: string;
  image?: { src: string; url: string; width: number; height: number; complete: boolean };
  stroke?: string;
  fill?: string;
  opacity?: number;
  datum?: Record<string, unknown>;
}

/** Items that belong together: all points of a layer, all labels of an axis, … */
export interface Scene {
  marktype: string;
  role?: string;
  name?: string;
  items: (SceneItem & { items?: Scene[] })[];
}

/** All the view's scenes, outermost first. */
export function* scenesOf(view: View): Generator<Scene> {
  const root = (view.scenegraph() as unknown as { root: Scene }).root;
  const waiting: Scene[] = [root];
  for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
    yield scene;
    for (const item of scene.items) if (item.items) waiting.push(...item.items);
  }
}

/**
 * Without a browser Vega has nothing to load pictures with and writes image marks with an empty source. A
 * data URI needs no loading: it is handed to the mark as if it had been loaded.
 *
 * @throws ChartError if an image mark has no data URI, or no width and height of its own
 */
export function giveImagesTheirSource(view: View): void {
  const images = [...scenesOf(view)].filter(({ marktype }) => marktype === "image");
  for (const item of images.flatMap(({ items }) => items)) {
    const { url, width, height } = item;
    ensure(
      "image mark",
      url !== undefined && url.startsWith("data:image/"),
      `the source is "${String(url).slice(0, 60)}", a "data:image/png;base64,…" URI is wanted, because a chart must ` +
        "not depend on a file or a server.",
    );
    const isSized = width !== undefined && height !== undefined;
    ensure("image mark", isSized, "width and height are missing; state both in pixels.");
    item.image = { src: url, url, width, height, complete: true };
  }
}
