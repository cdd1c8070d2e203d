import { warningIn } from "../../../tools/setup/start/jupyter-server.mjs";

test("a warning is told without time and place", () => {
  const line = "[W 2026-11-22 20:45:39.897 ServerApp] Notebook notebooks/x.ipynb could not be saved";
  expect(warningIn(line)).toBe("Notebook notebooks/x.ipynb could not be saved");
  expect(warningIn("[E 2026-11-22 20:45:39.897 LabApp] Kernel died")).toBe("Kernel died");
});

test.each([
  "[I 2026-11-22 20:45:39.897 ServerApp] jupyterlab | extension was successfully loaded.",
  "[W 2026-11-22 20:45:39.897 ServerApp] No session ID specified",
  "[W 2026-11-22 20:45:42.179 ServerApp] The websocket_ping_timeout (90000) cannot be longer than the interval",
  "    Setting websocket_ping_timeout=30000",
  "",
])("%j is not worth telling", (line) => {
  expect(warningIn(line)).toBeUndefined();
});
