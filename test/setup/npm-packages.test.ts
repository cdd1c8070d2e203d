import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { npmPackages } from "../../tools/setup/npm-packages.mjs";
import { writeFiles } from "./temporary-folder.mjs";
import { callWith, calls, fakeProject, workIn } from "./fake-programs.mjs";

const install = (root: string) => npmPackages({ root }).run(workIn(root));
const isDone = (root: string) => npmPackages({ root }).isDone();

test("npm is told to install all of the lock file, here, whatever its settings are", async () => {
  const root = fakeProject();
  await install(root);
  const { words } = callWith("ci");
  for (const setting of [
    "--include=dev", // NODE_ENV=production, omit=dev, only=prod, production=true
    "--include=optional",
    "--include=peer",
    "--workspaces=null",
    "--workspace=lib", // and the others: workspace=lib
    "--workspace=exercises",
    "--workspace=kernel",
    "--include-workspace-root=true",
    "--global=false",
    "--location=project",
    `--prefix=${root}`,
    `--os=${process.platform}`,
    `--cpu=${process.arch}`,
    "--before=null",
    "--package-lock=true",
    "--package-lock-only=false",
    "--dry-run=false",
    "--usage=false",
    "--install-strategy=hoisted",
    "--legacy-peer-deps=false",
    "--force=false",
    "--engine-strict=false",
    "--ignore-scripts=true",
  ]) {
    expect(words).toContain(setting);
  }
  expect(await isDone(root)).toBe(true);
});

test.each(["tslab", "build"])("an npm that leaves out %s has not succeeded", async (name) => {
  const root = fakeProject();
  process.env["LEFT_OUT"] = name;
  await expect(install(root)).rejects.toMatchObject({
    message: `npm reports success, but left out ${name}`,
    cure: expect.stringContaining("npm config list") as string,
  });
  expect(await isDone(root)).toBe(false);
  delete process.env["LEFT_OUT"];
  await install(root);
  expect(await isDone(root)).toBe(true);
});

test("a folder from which an earlier version had left packages out, and had called complete, is completed", async () => {
  const root = fakeProject();
  process.env["LEFT_OUT"] = "tslab";
  await install(root).catch(() => {});
  writeFiles(root, { "node_modules/.set-up-stamp.json": '{"digest":"of an earlier version","sizes":{}}' });
  expect(await isDone(root)).toBe(false);
  delete process.env["LEFT_OUT"];
  await install(root);
  expect(await isDone(root)).toBe(true);
});

test.each([
  ["linear-networks", "lib"],
  ["linear-networks-exercises", "exercises"],
  ["linear-networks-kernel", "kernel"],
])("%s that is a copy of the workspace is made a link again", async (name, folder) => {
  const root = fakeProject();
  await install(root);
  const link = join(root, "node_modules", name);
  rmSync(link);
  cpSync(join(root, folder), link, { recursive: true });
  expect(await isDone(root)).toBe(false);
  await install(root);
  expect(await isDone(root)).toBe(true);
});

test("what a developer's own npm install has brought is taken as it is", async () => {
  const root = fakeProject();
  await install(root);
  rmSync(join(root, "node_modules/.set-up-stamp.json"));
  expect(await install(root)).toBe("as npm has installed them already");
  expect(calls().filter(({ words }) => words.includes("ci"))).toHaveLength(1);
});
