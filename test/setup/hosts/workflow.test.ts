import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readYaml } from "./read-yaml.mjs";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  steps: Step[];
  "timeout-minutes": number;
  needs?: string[];
  permissions?: Record<string, string>;
  strategy?: { matrix: { node: number[] } };
}
interface Workflow {
  permissions: Record<string, string>;
  concurrency: object;
  jobs: Record<string, Job>;
}

const workflow = readYaml(".github/workflows/ci.yml") as Workflow;
const action = readYaml(".github/actions/set-up/action.yml") as { runs: { steps: Step[] } };
const jobs = Object.entries(workflow.jobs);
const steps = [...jobs.flatMap(([, job]) => job.steps), ...action.runs.steps];

test("the tests run on each version of Node that is spoken of, also the oldest", () => {
  const versions = workflow.jobs["test"]?.strategy?.matrix.node ?? [];
  expect(versions).toEqual([20, 22, 24]);
  const { engines } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as {
    engines: { node: string };
  };
  expect(engines.node).toContain(`>=${versions[0]}.`);
});

test("actions are pinned to a major version, or lie in the project", () => {
  const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  const own = used.filter((uses) => uses.startsWith("./"));
  expect(own.filter((uses) => !existsSync(resolve(uses, "action.yml")))).toEqual([]);
  const others = used.filter((uses) => !uses.startsWith("./"));
  expect(others.filter((uses) => !/^[\w-]+\/[\w-]+@v\d+$/.test(uses))).toEqual([]);
  expect(others.length).toBeGreaterThan(5);
});

test("a workflow may read, and only the job that publishes the pages may more", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(jobs.filter(([, job]) => job.permissions).map(([name]) => name)).toEqual(["publish"]);
});

test("every job ends in time, waits for jobs that exist, and an outdated run of a branch gives way", () => {
  for (const [, job] of jobs) {
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    for (const name of job.needs ?? []) expect(workflow.jobs).toHaveProperty(name);
  }
  expect(workflow.concurrency).toHaveProperty("group");
});

test("what it runs of the project exists", () => {
  const { scripts } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as { scripts: object };
  const commands = steps.map(({ run }) => run ?? "");
  const names = commands.flatMap((command) =>
    [...command.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name),
  );
  expect(names.filter((name) => !Object.keys(scripts).includes(name))).toEqual([]);
  const files = commands.flatMap((command) => /^(?:\.ci|binder)\/\w+/.exec(command) ?? []);
  expect(files.filter((file) => !existsSync(resolve(file)))).toEqual([]);
  expect(commands).toEqual(expect.arrayContaining([".ci/run", ".ci/notebooks executed", "binder/postBuild"]));
});

test("what is fetched is kept by the lock files that name it", () => {
  const kept = action.runs.steps.map((step) => step.with ?? {});
  expect(kept[0]).toMatchObject({ cache: "npm" });
  expect(kept[1]).toMatchObject({ cache: "pip", "cache-dependency-path": "requirements.txt" });
  expect(kept[2]?.["key"]).toContain("hashFiles('package-lock.json'");
});
