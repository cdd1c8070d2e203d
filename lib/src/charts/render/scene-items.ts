import type { View } from "vega";

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
