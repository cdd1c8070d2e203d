// Loads the native backend and multiplies two small matrices; prints TensorFlow's version. Run as a process of
// its own, since a library that does not suit the machine ends the process that loads it.
// Called as: node probe.cjs <the project's folder>
const { join } = require("node:path");
const util = require("node:util");

process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
// tfjs-node calls two functions that Node 23 removed.
util.isNullOrUndefined = (value) => value === null || value === undefined;
util.isArray = Array.isArray;

const tf = require(join(process.argv[2], "node_modules/@tensorflow/tfjs-node"));
const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])).dataSync();
if (tf.getBackend() !== "tensorflow" || product.join() !== "19,22,43,50") {
  throw new Error(`the backend ${tf.getBackend()} multiplies matrices wrongly: ${product.join()}`);
}
console.log(`TensorFlow ${tf.backend().binding.TF_Version}`);
