import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { homeVariables } from "../../tools/setup/shared/home.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

const unknown = () => {
  throw new Error("ENOENT: no such user");
};

let folder: string;
let instead: string;
beforeEach(() => {
  folder = temporaryFolder();
  instead = join(folder, ".setup/home");
});

test("a home that can be written stays as it is", () => {
  expect(homeVariables({ HOME: folder }, instead, () => folder)).toEqual({});
  expect(existsSync(instead)).toBe(false);
});

test("a home that only the system has on record is named, so that every program finds it", () => {
  expect(homeVariables({}, instead, () => folder)).toEqual({ HOME: folder });
});

test.each([
  ["no home and no user on record", unknown],
  ["a home that is not there", () => join(folder, "nonexistent")],
  ["an empty one", () => ""],
  ["a relative one", () => "home"],
  ["a home that is a file", () => join(folder, "file")],
])("with %s a folder of the project takes its place", (_, ask) => {
  writeFiles(folder, { file: "" });
  expect(homeVariables({}, instead, ask)).toEqual({ HOME: instead });
  expect(existsSync(instead)).toBe(true);
});

test("what can be read of the settings in a home that cannot be written stays in force", () => {
  const readable = join(folder, "read-only");
  writeFiles(readable, {
    ".npmrc": "registry=https://npm.example\n",
    ".config/pip/pip.conf": "[global]\n",
    ".jupyter/jupyter_server_config.json": "{}",
    ".local/share/jupyter/kernels/own/kernel.json": "{}",
    ".gitconfig": "",
  });
  const env = { JUPYTER_PATH: "/opt/jupyter", npm_config_userconfig: "/etc/own-npmrc" };
  expect(
    homeVariables(
      env,
      instead,
      () => readable,
      () => false,
    ),
  ).toEqual({
    HOME: instead,
    PIP_CONFIG_FILE: join(readable, ".config/pip/pip.conf"),
    JUPYTER_CONFIG_PATH: join(readable, ".jupyter"),
    JUPYTER_PATH: ["/opt/jupyter", join(readable, ".local/share/jupyter")].join(delimiter),
    GIT_CONFIG_GLOBAL: join(readable, ".gitconfig"),
  });
});

test("where the project's folder cannot be written either, its own message is awaited", () => {
  writeFiles(folder, { ".setup": "a file where a folder should be" });
  expect(homeVariables({}, instead, unknown)).toEqual({ HOME: instead });
});
