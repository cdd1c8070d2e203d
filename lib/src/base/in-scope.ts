import * as tf from "@tensorflow/tfjs";
import { type AsyncContext, machine } from "../platform";

type Scope = ReturnType<typeof tf.engine>["state"]["activeScope"];
type Works = AsyncContext<Scope>;

/**
 * Does some work and frees the tensors that it made. Unlike `tf.tidy` it waits for promises, and unlike a scope of
 * tfjs that is held open meanwhile it leaves alone what others make while the work waits.
 */
export async function inScope<T>(work: () => T | Promise<T>): Promise<T> {
  const scope: Scope = { track: [], name: "inScope", id: tf.engine().state.nextScopeId++ };
  try {
    return await works().run(scope, work);
  } finally {
    for (const tensor of scope.track) if (!tensor.kept) tensor.dispose();
  }
}

/** Where `works` is kept, since all copies of this module share one tfjs. */
const key = Symbol.for("linear-networks: scopes of works");

/**
 * The scopes of all works under way. tfjs notes a new tensor in its one active scope, the innermost `tf.tidy`. From
 * the first use on, where no `tf.tidy` is under way, that is the scope of the work that makes the tensor.
 */
function works(): Works {
  const state = tf.engine().state as { activeScope: Scope | null; [key]?: Works };
  if (state[key]) return state[key];
  const scopes: Works = machine.asyncContext();
  let ofTidy = state.activeScope;
  Object.defineProperty(state, "activeScope", {
    get: () => ofTidy ?? scopes.getStore() ?? null,
    set: (scope: Scope | null) => (ofTidy = scope),
  });
  return (state[key] = scopes);
}
