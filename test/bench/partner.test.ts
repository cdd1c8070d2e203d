import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPartner } from "../../tools/bench/partner.ts";
import { venvProgram } from "../../tools/setup/shared/paths.mjs";
import { temporaryFolder } from "../setup/temporary-folder.mjs";

jest.setTimeout(60_000);

function partnerThat(program: string, patience = 60_000) {
  const folder = temporaryFolder();
  const script = join(folder, "partner.py");
  writeFileSync(script, `import json, sys, time\n${program}\n`);
  return startPartner({ python: venvProgram("python"), data: folder, script, patience });
}

const echo = `
for line in sys.stdin:
    print(json.dumps({"seconds": 0.5, "processor": 0.5, "asked": json.loads(line)["task"]}), flush=True)`;

test("one process answers one task after the other, and ends when it is told to", async () => {
  const partner = partnerThat(echo);
  await expect(partner.ask({ task: "one" })).resolves.toMatchObject({ seconds: 0.5, asked: "one" });
  await expect(partner.ask({ task: "two" })).resolves.toMatchObject({ asked: "two" });
  await partner.stop();
  await expect(partner.ask({ task: "three" })).rejects.toThrow("ended with code 0");
});

test("a task that fails is reported with what Python wrote", async () => {
  const partner = partnerThat(`sys.stdin.readline(); raise ValueError("no such file")`);
  await expect(partner.ask({ task: "load" })).rejects.toMatchObject({
    message: "the Python side of the comparison ended with code 1",
    tail: expect.stringContaining("ValueError: no such file") as string,
  });
  await partner.stop();
});

test("an answer that is not JSON is shown", async () => {
  const partner = partnerThat(`sys.stdin.readline(); print("a warning", flush=True); sys.stdin.read()`);
  await expect(partner.ask({ task: "load" })).rejects.toThrow(
    "the answer of the Python side is not JSON: a warning",
  );
  await partner.stop();
});

test("a task without an end is given up", async () => {
  const partner = partnerThat(`time.sleep(600)`, 300);
  await expect(partner.ask({ task: "epoch" })).rejects.toThrow("did not answer epoch within 0.3 s");
});

test("a Python that does not exist is reported", async () => {
  const partner = startPartner({ python: join(temporaryFolder(), "python"), data: "." });
  await expect(partner.ask({ task: "load" })).rejects.toThrow("does not start");
});
