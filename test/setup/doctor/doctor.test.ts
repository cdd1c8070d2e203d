import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Finding } from "../../../tools/setup/doctor/finding.mjs";
import { fakeProject } from "../fake-programs.mjs";

async function doctor(root: string, ...words: string[]) {
  const env = { ...process.env, LINEAR_NETWORKS_BACKEND: undefined };
  return promisify(execFile)(process.execPath, [join(root, "tools/setup.mjs"), "--check", ...words], {
    env,
  }).then(
    ({ stdout }) => ({ stdout, stderr: "", code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}

test("before anything is installed it says what to do, and ends with code 1", async () => {
  const root = fakeProject({ withScripts: true });
  const { stdout, code } = await doctor(root);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✓ Node +\d+\.\d+\.\d+$/m);
  expect(stdout).toMatch(/^✗ JupyterLab +not installed\n +→ `npm run setup` installs it$/m);
  expect(stdout).toMatch(/^✗ Backend +none is installed$/m);
  expect(stdout).toMatch(/^✗ Set-up +to be made or renewed: npm packages, Python environment/m);
  expect(stdout).not.toContain(root);
  expect(stdout).not.toContain(`${homedir()}/`);
});

test("programs get the same as a list", async () => {
  const { stdout, code } = await doctor(fakeProject({ withScripts: true }), "--json");
  const findings = JSON.parse(stdout) as Finding[];
  expect(code).toBe(1);
  expect(findings.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(["Node", "npm", "Python", "tslab", "Backend", "Kernel", "Data", "Disk"]),
  );
  expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(["ok", "remark", "wrong"]));
});

test("it also runs for a user without a home, and refuses an option that it does not know in one line", async () => {
  const root = fakeProject({ withScripts: true });
  process.env["HOME"] = join(root, "nonexistent");
  const { stdout, stderr } = await doctor(root, "--quick");
  expect(stdout).toMatch(/^✓ Node /m);
  expect(stderr).toBe("");
  expect((await doctor(root, "--quik")).stderr).toMatch(/^✗ Unknown option '--quik'\n.*--help/);
});
