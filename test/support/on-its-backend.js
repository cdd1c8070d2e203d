/* global afterAll */
// tfjs begins to compute on the plain backend by itself. A test file that computes with tensors and does not await
// useBackend() first would run there in every project, and say nothing of the other backends.
afterAll(() => {
  const wanted = process.env["LINEAR_NETWORKS_BACKEND"];
  const { backendName: used } =
    /** @type {{ _tfengine?: { backendName?: string } }} */ (global)._tfengine ?? {};
  if (used === "cpu" && wanted !== "cpu") {
    throw new Error(
      `This file computes on the plain backend instead of ${wanted ?? "the best one"}: add beforeAll(() => useBackend()).`,
    );
  }
});
