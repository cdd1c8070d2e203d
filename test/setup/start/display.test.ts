import { hasDisplay } from "../../../tools/setup/start/options.mjs";

test.each([
  [{}, "linux", false],
  [{ DISPLAY: ":0" }, "linux", true],
  [{ WAYLAND_DISPLAY: "wayland-0" }, "linux", true],
  [{ WSL_DISTRO_NAME: "Debian" }, "linux", true],
  [{ BROWSER: "firefox" }, "linux", true],
  [{ SSH_CONNECTION: "10.0.0.1 5 10.0.0.2 22" }, "darwin", false],
  [{ SSH_CONNECTION: "10.0.0.1 5 10.0.0.2 22", DISPLAY: "localhost:10" }, "linux", true],
  [{}, "darwin", true],
  [{}, "win32", true],
])("with %j on %s a browser can be opened: %s", (env, platform, expected) => {
  expect(hasDisplay(env, platform)).toBe(expected);
});
