// The entry point of tools/setup/bundle-declarations.mjs.
export * from "@tensorflow/tfjs";
