const { TestEnvironment } = require("jest-environment-node");

// jest gives each test file a realm of its own, whose typed arrays are not those of native addons and of
// tfjs: `instanceof Float32Array` would be false for arrays that cross over. So the classes are shared.
const shared = {
  ...{ ArrayBuffer, Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int16Array },
  ...{ Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array },
};

/** jest's Node environment with one realm of typed arrays, on the backend that its project names. */
module.exports = class extends TestEnvironment {
  /** @param {ConstructorParameters<typeof TestEnvironment>} given */
  constructor(...given) {
    super(...given);
    Object.assign(this.global, shared);
    const { backend } = given[0].projectConfig.testEnvironmentOptions;
    if (backend) this.global.process.env["LINEAR_NETWORKS_BACKEND"] = String(backend);
  }
};
