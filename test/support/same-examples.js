const fc = require("fast-check");

// Properties are tried on the same examples each time, so that a change that breaks nothing fails nothing.
// To search further: FAST_CHECK_SEED=<number> npm test
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_240_601) });
