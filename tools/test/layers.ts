/** What each way of testing runs, by the projects of jest.config.js. */
export const quick = ["checks", "notebooks", "lib", "once"];
export const full = ["slow", "lib on wasm", "lib on cpu"];
export const all = [...quick, ...full];
export const nightly = [...all, "nightly"];
