import { leftOut } from "../../scripts/testing/unit-tests.mjs";

test("where one backend is forced the others' tests are listed as left out", () => {
  expect([...leftOut("wasm", undefined)]).toEqual([
    ["lib on tensorflow", "LINEAR_NETWORKS_BACKEND=wasm"],
    ["lib on cpu", "LINEAR_NETWORKS_BACKEND=wasm"],
  ]);
});

test("where the native backend is not available its tests are listed with the reason and the cure", () => {
  const record = { status: "unavailable", reason: "no compiler", cure: "install one", inputs: "" } as const;
  expect([...leftOut("", record)]).toEqual([["lib on tensorflow", "no compiler. What to do: install one"]]);
});

test("where it is available, or was never tried, nothing is left out", () => {
  expect([...leftOut("", { status: "native", inputs: "" })]).toEqual([]);
  expect([...leftOut("", undefined)]).toEqual([]);
});
