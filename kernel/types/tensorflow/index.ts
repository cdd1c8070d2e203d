// The entry point of bundle-declarations.mjs.
export * from "@tensorflow/tfjs";
