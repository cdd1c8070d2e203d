import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { startOptions } from "../../../scripts/start/options.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";

const stages = readDockerfile("Dockerfile");
const course = stages.find(({ name }) => name === "course")?.instructions ?? [];
const words = (name: string) => course.filter((each) => each.name === name).map((each) => each.words);

/** The project's files that a program loads, with those that they load. */
function loadedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ""] of readFileSync(resolve(file), "utf8").matchAll(/^(?:import|\} from|import .* from) "(\.[^"]+)"/gm)) loadedBy(relative(resolve("."), resolve(dirname(file), path)), found); // prettier-ignore
  return found;
}

test("what the set-up loads is there before its first run, and everything only after it", () => {
  const [first = -1, second = -1] = course.flatMap(({ name, words: text }, at) =>
    name === "RUN" && text.startsWith("node scripts/setup.mjs") ? [at] : [],
  );
  const copied = course.slice(0, first).flatMap(({ name, words: text }) => {
    return name === "COPY" ? text.split(" ").slice(0, -1) : [];
  });
  for (const path of copied) expect([path, existsSync(resolve(path))]).toEqual([path, true]);
  const missing = [...loadedBy("scripts/setup.mjs")].filter(
    (file) => !copied.some((path) => file === path || file.startsWith(`${path}/`)),
  );
  expect(missing).toEqual([]);
  expect(copied).toEqual(expect.arrayContaining(["package-lock.json", "requirements.txt", ".npmrc"]));
  expect(copied.some((path) => path.startsWith("lib/src") || path.startsWith("notebooks"))).toBe(false);
  expect(course[second - 1]).toEqual({ name: "COPY", words: ". ." });
});

test("files go where they lie in the project", () => {
  const places = words("COPY").map((text) => text.split(" "));
  for (const [from = "", to = ""] of places.filter((each) => each.length === 2)) {
    expect(join(to, to.endsWith("/") ? (from.split("/").at(-1) ?? "") : "")).toBe(join(from));
  }
});

test("the set-up runs as the ordinary user 1000, whose folder it is", () => {
  const user = course.findIndex(({ name }) => name === "USER");
  const setUp = course.findIndex(({ words: text }) => text.startsWith("node scripts/setup.mjs"));
  expect(words("USER")).toEqual(["1000"]);
  expect(user).toBeLessThan(setUp);
  expect(course[0]?.words).toBe(`install --directory --owner=1000 --group=1000 ${words("WORKDIR")[0] ?? ""}`);
  expect(readFileSync(resolve("Dockerfile"), "utf8")).not.toMatch(/COPY (?!--chown=1000:1000 )/);
});

test("it starts JupyterLab with options that npm start has, on the port that is exposed, and keeps the token", () => {
  const [node, script, ...options] = JSON.parse(words("CMD")[0] ?? "[]") as string[];
  expect([node, script]).toEqual(["node", "scripts/start.mjs"]);
  expect(startOptions(options)).toEqual({
    help: false,
    browser: false,
    ip: "0.0.0.0",
    port: Number(words("EXPOSE")[0]),
    forJupyter: [],
  });
  expect(words("HEALTHCHECK")[0]).toContain(`http://127.0.0.1:${words("EXPOSE")[0] ?? ""}/api`);
});

test("Node is one that the tests run on", () => {
  const major = /^node:(\d+)-trixie-slim$/.exec(stages[0]?.from ?? "")?.[1];
  expect(readFileSync(resolve(".github/workflows/ci.yml"), "utf8")).toMatch(
    new RegExp(`node: \\[.*\\b${major}\\b.*\\]`),
  );
});

test("what is made on this machine stays out of the image", () => {
  const left = readFileSync(resolve(".dockerignore"), "utf8").split("\n");
  for (const made of [".venv", ".setup", "node_modules", "**/node_modules", "lib/dist"])
    expect(left).toContain(made);
});
