import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Finding } from "../../../scripts/doctor/finding.mjs";
import { smallProject } from "../small-project.mjs";

jest.setTimeout(30_000);

async function doctor(root: string, ...words: string[]) {
  return promisify(execFile)(process.execPath, [join(root, "scripts/doctor.mjs"), ...words]).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
}

test("before anything is installed it says what to do, and ends with code 1", async () => {
  const root = smallProject();
  const { stdout, code } = await doctor(root);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✓ Node +\d+\.\d+\.\d+$/m);
  expect(stdout).toMatch(/^✗ JupyterLab +not installed\n +→ `npm run setup` installs it$/m);
  expect(stdout).toMatch(/^✗ Backend +none is installed$/m);
  expect(stdout).toMatch(/^! Set-up +to be made or renewed: npm packages, Python environment/m);
  expect(stdout).not.toContain(root);
  expect(stdout).not.toContain(`${homedir()}/`);
});

test("programs get the same as a list", async () => {
  const { stdout, code } = await doctor(smallProject(), "--json");
  const findings = JSON.parse(stdout) as Finding[];
  expect(code).toBe(1);
  expect(findings.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(["Node", "npm", "Python", "tslab", "Backend", "Kernel", "Data", "Disk"]),
  );
  expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(["ok", "remark", "wrong"]));
});
