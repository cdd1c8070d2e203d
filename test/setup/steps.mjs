/** The steps of a set-up in which nothing is there yet, as they are named, in alphabetical order. */
export const everything = [
  "Python environment",
  "TypeScript kernel",
  "declarations of TensorFlow.js",
  "exercise package",
  "kernel's program",
  "library",
  "npm packages",
];
