// What bundle-declarations.mjs makes one file of.
export * from "@tensorflow/tfjs";
