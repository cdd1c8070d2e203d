import type { Failure } from "../../../scripts/shared/failure.mjs";
import { startOptions } from "../../../scripts/start/options.mjs";

test("without words JupyterLab listens where it likes and a browser is opened", () => {
  expect(startOptions([])).toEqual({ help: false, browser: true, port: undefined, forJupyter: [] });
});

test("port and browser are understood, and what follows -- is JupyterLab's", () => {
  expect(startOptions(["--no-browser", "--port", "8890", "--", "--debug", "--port", "1"])).toEqual({
    help: false,
    browser: false,
    port: 8890,
    forJupyter: ["--debug", "--port", "1"],
  });
});

test.each(["x", "0", "65536", "80.5", ""])("--port %j is refused with an example", (port) => {
  expect(() => startOptions(["--port", port])).toThrow(
    `--port must be a whole number from 1 to 65535, got "${port}"`,
  );
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
