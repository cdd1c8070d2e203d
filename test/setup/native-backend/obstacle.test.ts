import { circumstances, obstacleTo } from "../../../tools/setup/native-backend/obstacle.mjs";

const debian = { forced: undefined, platform: "linux", arch: "x64", glibc: "2.36" };

test("on Linux x64 nothing stands in the way", () => {
  expect(obstacleTo(debian)).toBeUndefined();
  expect(obstacleTo({ ...debian, forced: "tensorflow" })).toBeUndefined();
  expect(obstacleTo({ ...debian, glibc: "2.17" })).toBeUndefined();
});

test.each([
  ["darwin", "arm64", undefined],
  ["darwin", "x64", undefined],
  ["win32", "x64", undefined],
  ["linux", "arm64", "2.36"],
])("on %s %s the notebooks run on WebAssembly, and nothing is asked of the user", (platform, arch, glibc) => {
  expect(obstacleTo({ forced: undefined, platform, arch, glibc })).toEqual({
    reason: `it is made for Linux on x64, and this is ${platform} on ${arch}`,
    cure: "nothing is needed: every notebook also runs on WebAssembly",
  });
});

test.each(["wasm", "cpu"])(
  "where %s is asked for nothing is fetched, and it says how to change that",
  (forced) => {
    expect(obstacleTo({ ...debian, forced })).toMatchObject({
      reason: expect.stringContaining(`LINEAR_NETWORKS_BACKEND=${forced}`) as string,
      cure: "leave LINEAR_NETWORKS_BACKEND unset",
    });
  },
);

test("a Linux with another C library is told apart from one with an old one", () => {
  expect(obstacleTo({ ...debian, glibc: undefined })).toMatchObject({
    reason: expect.stringContaining("musl") as string,
  });
  expect(obstacleTo({ ...debian, glibc: "2.12" })).toMatchObject({
    reason: expect.stringContaining("this is 2.12") as string,
  });
});

test("this machine's circumstances are known", () => {
  expect(circumstances()).toMatchObject({ platform: process.platform, arch: process.arch });
});
