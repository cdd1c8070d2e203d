import type { Failure } from "../../../tools/setup/shared/failure.mjs";
import { startOptions } from "../../../tools/setup/start/options.mjs";

test("without words JupyterLab listens where it likes and a browser is opened", () => {
  expect(startOptions([])).toEqual({
    help: false,
    progress: false,
    forget: false,
    browser: true,
    ip: undefined,
    port: undefined,
    forJupyter: [],
  });
});

test("address, port and browser are understood, and what follows -- is JupyterLab's", () => {
  expect(
    startOptions(["--no-browser", "--ip", "0.0.0.0", "--port", "8890", "--", "--debug", "--port", "1"]),
  ).toEqual({
    help: false,
    progress: false,
    forget: false,
    browser: false,
    ip: "0.0.0.0",
    port: 8890,
    forJupyter: ["--debug", "--port", "1"],
  });
});

test.each(["x", "0", "65536", "80.5", ""])("--port %j is refused with an example", (port) => {
  expect(() => startOptions(["--port", port])).toThrow(
    `--port must be a whole number from 1 to 65535, got "${port}"`,
  );
});

test.each(["all", "1.2.3", ""])("--ip %j is refused with an example", (ip) => {
  const refuse = () => startOptions(["--ip", ip]);
  expect(refuse).toThrow(`--ip must be an address of this machine, got "${ip}"`);
  expect(cureOf(refuse)).toContain("npm start -- --ip 0.0.0.0");
});

test("a word that is not understood is named", () => {
  const refuse = () => startOptions(["--prot", "8890"]);
  expect(refuse).toThrow("'--prot'");
  expect(cureOf(refuse)).toContain("npm start -- --help");
});

function cureOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return (error as Failure).cure;
  }
}
