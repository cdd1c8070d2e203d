import { setImmediate as eventLoop } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** How many of these objects something still holds: garbage is collected, and the rest counted. */
export async function held(objects: readonly WeakRef<object>[]): Promise<number> {
  // What a WeakRef was made of or asked for in this turn of the event loop counts as held.
  await eventLoop();
  collectGarbage();
  return objects.filter((object) => object.deref() !== undefined).length;
}
