import * as tf from "@tensorflow/tfjs";
import { machine, storage } from "../platform";

/** Where the arithmetic of tensors is done: native TensorFlow, WebAssembly, or plain JavaScript. */
export type BackendName = "tensorflow" | "wasm" | "cpu";

/** The backend in use. */
export interface Backend {
  readonly name: BackendName;
  /** The versions behind it, as in "TensorFlow 2.15.1, tfjs-node 4.22.0". */
  readonly version: string;
  /** Why it is not the native one; absent where it is. */
  readonly reason?: string;
  /** What to do to get the native one; absent where it is in use. */
  readonly cure?: string;
}

/** From the fastest to the slowest. */
const preference: readonly BackendName[] = ["tensorflow", "wasm", "cpu"];

const cure = "npm run setup -- --retry-native, then restart the kernel; npm run setup -- --check says more";

// On its first use the plain backend prints advice to install tfjs-node; describeBackend says it better.
(tf.findBackend("cpu") as { firstUse?: boolean }).firstUse = false;

let chosen: Backend | undefined;
/** The choice under way, if any: tfjs gives up one that is overtaken by another. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Chooses where tensors are computed: the first of native TensorFlow, WebAssembly and plain JavaScript that
 * loads and multiplies two small matrices correctly. The choice is kept: later calls return the same backend,
 * unless they ask for another one by name. Where that one does not work, the one in use stays.
 *
 * @param options.backend the one to use; default: the environment variable `LINEAR_NETWORKS_BACKEND`
 *   (`tensorflow`, `wasm` or `cpu`), else the best that works
 * @returns its name, its version and, where it is not the native one, the reason and the cure
 * @throws RangeError if the name is none of the three; Error if the backend asked for does not work
 */
export async function useBackend(options: { backend?: BackendName } = {}): Promise<Backend> {
  const choice = before.then(() => choose(options));
  before = choice.catch(() => undefined);
  return choice;
}

async function choose(options: { backend?: BackendName }): Promise<Backend> {
  if (chosen && (options.backend === undefined || options.backend === chosen.name)) return chosen;
  const forced = options.backend ?? storage.setting("LINEAR_NETWORKS_BACKEND");
  if (forced !== undefined && forced !== "") return (chosen = await loadForced(forced));

  let reason: string | undefined;
  for (const name of preference) {
    try {
      return (chosen = { ...(await load(name)), ...(reason === undefined ? {} : { reason, cure }) });
    } catch (error) {
      reason ??= `native TensorFlow does not load: ${firstLine(error)}`;
    }
  }
  throw new Error(`useBackend: no backend works here. ${reason}. Cure: ${cure}.`);
}

/** One line that says which backend is in use, and if it is not the native one, why and what to do. */
export function describeBackend({ name, version, reason, cure }: Backend): string {
  const why = reason === undefined ? "" : `\nnot native TensorFlow, because ${reason}`;
  return `backend: ${name} (${version})${why}${cure === undefined ? "" : `\nto change that: ${cure}`}`;
}

async function loadForced(name: string): Promise<Backend> {
  if (!isBackendName(name)) {
    throw new RangeError(
      `useBackend: the backend must be one of ${preference.join(", ")}, got "${name}". ` +
        "Set LINEAR_NETWORKS_BACKEND to one of them, or leave it unset for the best that works.",
    );
  }
  try {
    const loaded = await load(name);
    return name === "tensorflow"
      ? loaded
      : { ...loaded, reason: `${name} was asked for`, cure: "leave LINEAR_NETWORKS_BACKEND unset" };
  } catch (error) {
    throw new Error(
      `useBackend: the backend ${name} was asked for and does not work: ${firstLine(error)}. Cure: ${cure}.`,
      { cause: error },
    );
  }
}

const isBackendName = (name: string): name is BackendName => (preference as readonly string[]).includes(name);

async function load(name: BackendName): Promise<Backend> {
  const version = versionOf(name);
  try {
    if (!(await tf.setBackend(name))) throw new Error(`tf.setBackend("${name}") failed`);
    await tf.ready();
    if (name !== "tensorflow") castNaNAsTensorFlowDoes(name);
    checkProduct(name);
  } catch (error) {
    if (chosen) await tf.setBackend(chosen.name);
    throw error;
  }
  return { name, version };
}

/** Loads a backend. @returns the versions behind it */
function versionOf(name: BackendName): string {
  if (name === "cpu") return `plain JavaScript, tfjs ${tf.version["tfjs-core"]}`;
  if (name === "wasm") return `WebAssembly, tfjs ${machine.loadWasm()}`;
  const binding = machine.loadTensorFlow();
  const native = tf.findBackend("tensorflow") as { binding?: { TF_Version?: string } };
  return `TensorFlow ${native.binding?.TF_Version ?? "of unknown version"}, tfjs-node ${binding}`;
}

function checkProduct(name: BackendName): void {
  const product = tf.tidy(() => tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.eye(2).mul(2)).dataSync());
  if (product.join() !== "2,4,6,8")
    throw new Error(`${name} multiplies matrices wrongly: [${product.join()}]`);
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .trim()
    .split("\n")[0]
    .replace(/ at path: .*|[.:]\s*$/, "");

/** What of a backend's memory is needed here: WebAssembly has one heap, the plain backend an array for each tensor. */
interface Memory {
  typedArrayFromHeap?: (tensor: tf.TensorInfo) => tf.TypedArray;
  readSync: (id: object) => tf.TypedArray;
}

const leastInt32 = -(2 ** 31);
const done = new Set<string>();

/**
 * Lets a backend cast NaN to the least int32, as TensorFlow does. The plain and the WebAssembly backend make 0 of it, so
 * that a missing label would become one of class 0.
 */
function castNaNAsTensorFlowDoes(name: "wasm" | "cpu"): void {
  const kernel = tf.getKernel("Cast", name);
  if (done.has(name)) return;
  done.add(name);
  tf.unregisterKernel("Cast", name);
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const memory = call.backend as Memory;
      const valuesOf = (tensor: tf.TensorInfo) =>
        memory.typedArrayFromHeap?.(tensor) ?? memory.readSync(tensor.dataId);
      const x = call.inputs["x"] as tf.TensorInfo;
      const out = kernel.kernelFunc(call) as tf.TensorInfo;
      if (x.dtype !== "float32" || out.dtype !== "int32") return out;
      const [from, to] = [valuesOf(x), valuesOf(out)];
      for (let i = 0; i < from.length; i++) if (Number.isNaN(from[i])) to[i] = leastInt32;
      return out;
    },
  });
}
