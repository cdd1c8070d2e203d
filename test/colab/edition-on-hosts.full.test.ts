import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editions } from "../../tools/colab/write-editions.ts";
import { root } from "../../tools/setup/shared/paths.mjs";
import { barePython } from "./host/bare-python";
import { type Host, makeHost, nobody, whyNotAs } from "./host/host";
import { pathWithoutNode } from "./host/path-without-node";
import { runEdition } from "./host/run-edition";
import { snapshot } from "./host/snapshot";

/** They stand for all: the first has a chart and sliders, the other trains with live curves. At night all are run. */
const representative = ["0-start-here.ipynb", "1-3-linear-regression-from-scratch.ipynb"];
const notebooks = process.env["LINEAR_NETWORKS_WHOLE"] === "1" ? [...editions(root).keys()] : representative;

const limit = 30 * 60_000;
const place = mkdtempSync(join(tmpdir(), "ln-"));
const source = join(place, "source");
const stopped = new AbortController();
let python: string;
let own: Host;
let ofNobody: Host;
/** Who is not root runs all of it as an ordinary user. */
const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  chmodSync(place, 0o755);
  snapshot(source);
  const path = pathWithoutNode(join(place, "bin"));
  python = await barePython();
  own = makeHost(join(place, "a"), { path, source });
  if (!isRoot) return;
  const reason = whyNotAs([python, root, source], nobody);
  if (reason) throw new Error(`nothing can be run as an ordinary user: ${reason}`);
  ofNobody = makeHost(join(place, "b"), { path, source, user: nobody });
}, limit);

afterAll(() => {
  stopped.abort();
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
});

/** Each first notebook sets up what the others of its host use. */
const problems = (name: string, host: Host, transport: "tcp" | "ipc") =>
  runEdition(name, host, { python, transport, signal: stopped.signal });

describe("with Python and without Node, from a clean clone, each notebook shows what is committed in its original", () => {
  test.each(notebooks)(
    "%s over TCP",
    async (name) => {
      expect(await problems(name, own, "tcp")).toEqual([]);
    },
    limit,
  );

  test.each(notebooks)(
    "%s over IPC, as Colab starts its kernels",
    async (name) => {
      expect(await problems(name, own, "ipc")).toEqual([]);
    },
    limit,
  );

  if (!isRoot) return;
  test.each(notebooks)(
    "%s as an ordinary user",
    async (name) => {
      expect(await problems(name, ofNobody, "tcp")).toEqual([]);
    },
    limit,
  );
});
