import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readDockerfile } from "./read-dockerfile.mjs";

const folder = resolve(".devcontainer");
const container = JSON.parse(readFileSync(join(folder, "devcontainer.json"), "utf8")) as {
  build: { dockerfile: string; context: string; target: string };
  remoteUser: string;
  postCreateCommand: string;
  forwardPorts: number[];
  portsAttributes: Record<string, object>;
  customizations: { codespaces: { openFiles: string[] } };
};

test("Codespaces builds the first stage of the Dockerfile, whose user has the name that it connects by", () => {
  const { dockerfile, context, target } = container.build;
  expect(join(folder, context)).toBe(resolve("."));
  const stage = readDockerfile(join(folder, dockerfile)).find(({ name }) => name === target);
  expect(stage?.from).toMatch(/^node:/);
  expect(container.remoteUser).toBe("node");
});

test("it sets up the project, with the kernel where an editor looks for it", () => {
  expect(container.postCreateCommand).toBe("node scripts/setup.mjs --jupyter ~/.local");
});

test("the first notebook is opened, and the port of JupyterLab forwarded", () => {
  for (const file of container.customizations.codespaces.openFiles)
    expect(existsSync(resolve(file))).toBe(true);
  expect(container.forwardPorts.map(String)).toEqual(Object.keys(container.portsAttributes));
  expect(readFileSync(resolve("Dockerfile"), "utf8")).toContain(`EXPOSE ${container.forwardPorts[0]}\n`);
});
