import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { setUpCell } from "./drive.mjs";

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "first cell é "));
  // A project of which the first cell needs nothing but this.
  const place = at("project", "tools", "colab", "typescript_magic");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "__init__.py"), 'def begin(project):\n    print("begun in", project)\n');
  mkdirSync(at("empty"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the first cell as a program. */
function firstCell(cwd: string, source?: string) {
  const { status, stdout, stderr } = spawnSync(venvProgram("python"), ["-B", "-c", setUpCell()], {
    cwd,
    encoding: "utf8",
    env: {
      ...process.env,
      PYTHONUTF8: "1",
      LINEAR_NETWORKS_FOLDER: at("clone"),
      LINEAR_NETWORKS_SOURCE: source,
    },
  });
  return { status, stdout, stderr };
}

const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...words], {
    cwd: at("project"),
  });

test("inside a copy of the project that copy is used", () => {
  mkdirSync(at("project", "notebooks", "colab"), { recursive: true });
  const { status, stdout } = firstCell(at("project", "notebooks", "colab"));
  expect({ status, stdout }).toEqual({ status: 0, stdout: `begun in ${at("project")}\n` });
});

test("elsewhere the project is cloned, once", () => {
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "All");
  expect(firstCell(at("empty"), at("project")).stdout).toBe(
    `… fetching ${at("project")}\nbegun in ${at("clone")}\n`,
  );
  expect(firstCell(at("empty"), at("project")).stdout).toBe(`begun in ${at("clone")}\n`);
});

test("an archive is unpacked, whether or not it has a folder of its own around it", () => {
  for (const [name, words] of [
    ["around.tar.gz", ["-C", folder, "project"]],
    ["bare.tar.gz", ["-C", at("project"), "."]],
  ] as const) {
    rmSync(at("clone"), { recursive: true, force: true });
    if (name === "bare.tar.gz") writeFileSync(at("project", "package.json"), "{}");
    execFileSync("tar", ["-czf", at(name), ...words]);
    expect(firstCell(at("empty"), at(name)).stdout).toContain(`begun in ${at("clone")}\n`);
  }
});

test("without an address it asks for one", () => {
  const { status, stderr } = firstCell(at("empty"), "");
  expect(status).toBe(1);
  expect(stderr.trimEnd().split("\n").at(-1)).toMatch(
    /^RuntimeError: Where is the project\? Write its address/,
  );
});

test("what cannot be fetched is named, and nothing is left behind", () => {
  const { status, stderr } = firstCell(at("empty"), at("nowhere"));
  expect(status).toBe(1);
  expect(stderr).toMatch(/RuntimeError: .*nowhere could not be fetched/);
  expect(existsSync(at("clone"))).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(["empty", "project"]);
});

test("a Node that is too old or does not run is replaced, any other is used", () => {
  const versions = ["v18.20.4", "v20.18.9", "broken", "v20.19.0", "v24.1.0"];
  const folders = versions.map((version) => at("bin", version));
  versions.forEach((version, i) => {
    mkdirSync(folders[i], { recursive: true });
    writeFileSync(join(folders[i], "node"), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(folders[i], "node"), 0o755);
  });
  const replaced = "installed: Node 20.19 or newer is needed and";
  expect(nodesFound(folders)).toEqual([
    `${replaced} is 18.20.4 here`,
    `${replaced} is 20.18.9 here`,
    `${replaced} is missing here`,
    join(folders[3], "node"),
    join(folders[4], "node"),
  ]);
});

/** Which Node is taken where the PATH begins with each of these folders. */
function nodesFound(folders: string[]): string[] {
  const program = `
import json, os, pathlib, sys
sys.path.insert(0, ${JSON.stringify(resolve("tools", "colab"))})
from typescript_magic import node
node.install_node = lambda project, reason: f"installed: {reason}"
def found(folder):
    os.environ["PATH"] = f"{folder}:/usr/bin:/bin"
    return node.find_node(pathlib.Path.cwd())
print(json.dumps([found(folder) for folder in json.load(sys.stdin)]))`;
  const output = execFileSync(venvProgram("python"), ["-B", "-c", program], {
    input: JSON.stringify(folders),
    env: { ...process.env, PYTHONUTF8: "1" },
    encoding: "utf8",
  });
  return JSON.parse(output) as string[];
}
