import { Failure } from "../../tools/setup/shared/failure.mjs";
import { runSteps } from "../../tools/setup/step.mjs";

let journal: string[];
beforeEach(() => (journal = []));

interface Plan {
  after?: string[];
  done?: boolean;
}
const step = (name: string, { after = [], done = false }: Plan = {}) => ({
  name,
  after,
  isDone: () => done,
  run: () => Promise.resolve(),
});
const note = ({ name }: { name: string }) => Promise.resolve(void journal.push(name));

test("steps run after those that they need", async () => {
  const steps = [step("packages"), step("library", { after: ["packages"] })];
  const perform = async ({ name }: { name: string }) => {
    if (name === "packages") await new Promise(setImmediate);
    journal.push(name);
  };
  expect(await runSteps(steps, perform)).toEqual(["packages", "library"]);
  expect(journal).toEqual(["packages", "library"]);
});

test("steps that do not need each other run at the same time", async () => {
  let release = () => {};
  const perform = ({ name }: { name: string }) =>
    name === "first" ? new Promise<void>((done) => (release = done)) : Promise.resolve(release());
  expect(await runSteps([step("first"), step("second")], perform)).toEqual(["first", "second"]);
});

test("what is done already is not run", async () => {
  await runSteps([step("packages", { done: true }), step("library", { after: ["packages"] })], note);
  expect(journal).toEqual(["library"]);
});

test("after a failure only what needs the failed step is left out", async () => {
  const steps = [
    step("packages"),
    step("python"),
    step("library", { after: ["packages"] }),
    step("kernel", { after: ["packages", "python"] }),
    step("lab", { after: ["python"] }),
  ];
  const running = runSteps(steps, (each) =>
    each.name === "packages" ? Promise.reject(new Failure("no network")) : note(each),
  );
  await expect(running).rejects.toThrow("no network");
  expect(journal).toEqual(["python", "lab"]);
});

test("several failures are all told", async () => {
  const running = runSteps([step("a"), step("b")], ({ name }) => Promise.reject(new Failure(name)));
  await expect(running).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: "a" }), expect.objectContaining({ message: "b" })],
  });
});

test("an interruption is told once, and nothing more is begun", async () => {
  const steps = [step("a"), step("b"), step("c", { after: [] })];
  const running = runSteps(steps, () => Promise.reject(new Failure("interrupted", { interrupted: true })));
  await expect(running).rejects.toMatchObject({ interrupted: true, message: "interrupted" });
});
