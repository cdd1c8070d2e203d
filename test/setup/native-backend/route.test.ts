import { circumstances, routeFor } from "../../../tools/setup/native-backend/route.mjs";

const debian = { forced: undefined, platform: "linux", arch: "x64", glibc: "2.36" };

test("on Linux x64 the way leads through TensorFlow's wheel", () => {
  expect(routeFor(debian)).toEqual({ way: "wheel" });
  expect(routeFor({ ...debian, forced: "tensorflow" })).toEqual({ way: "wheel" });
  expect(routeFor({ ...debian, glibc: "2.17" })).toEqual({ way: "wheel" });
});

test.each([
  ["darwin", "arm64", undefined],
  ["darwin", "x64", undefined],
  ["win32", "x64", undefined],
  ["linux", "arm64", "2.36"],
])("on %s %s it leads through tfjs-node's own installer", (platform, arch, glibc) => {
  expect(routeFor({ forced: undefined, platform, arch, glibc })).toEqual({ way: "upstream" });
});

test.each(["wasm", "cpu"])(
  "where %s is asked for nothing is fetched, and it says how to change that",
  (forced) => {
    expect(routeFor({ ...debian, forced })).toMatchObject({
      way: "none",
      reason: expect.stringContaining(`LINEAR_NETWORKS_BACKEND=${forced}`) as string,
      cure: "leave LINEAR_NETWORKS_BACKEND unset",
    });
  },
);

test("a Linux with another C library is told apart from one with an old one", () => {
  expect(routeFor({ ...debian, glibc: undefined })).toMatchObject({
    way: "none",
    reason: expect.stringContaining("musl") as string,
  });
  expect(routeFor({ ...debian, glibc: "2.12" })).toMatchObject({
    way: "none",
    reason: expect.stringContaining("this is 2.12") as string,
  });
});

test("this machine's circumstances are known", () => {
  expect(circumstances()).toMatchObject({ platform: process.platform, arch: process.arch });
});
