import type { View } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { scenesOf, type Scene, type SceneItem } from "../../lib/src/charts/render/scene-items";
import { compile, openView } from "../../lib/src/charts/render/vega-engine";

/** A chart as Vega draws it, to be looked into. The caller finalizes the view. */
export const draw = (spec: TopLevelSpec): Promise<View> => openView(compile(spec, "test"), "test");

/** All scenes of a mark type that data draw, not axes and legends. */
export const marks = (view: View, type: string): Scene[] =>
  [...scenesOf(view)].filter(({ marktype, role }) => marktype === type && role === "mark");

/** All items of a mark type that data draw. */
export const items = (view: View, type: string): SceneItem[] =>
  marks(view, type).flatMap((scene) => scene.items);

/** What the chart says in text marks, titles and labels. */
export const texts = (view: View): string[] =>
  [...scenesOf(view)]
    .filter(({ marktype }) => marktype === "text")
    .flatMap((scene) => scene.items.flatMap(({ text }) => text as string | string[]));
