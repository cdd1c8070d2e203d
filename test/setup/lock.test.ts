import { execFile } from "node:child_process";
import fs, { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { ownIdentity, withLock } from "../../tools/setup/lock.mjs";
import { temporaryFolder } from "./temporary-folder.mjs";

const run = promisify(execFile);
let file: string;
let waited: string[];
beforeEach(() => {
  file = join(temporaryFolder(), "state", "lock");
  waited = [];
});

const options = () => ({
  command: "test",
  onWait: (holder: { command: string }) => waited.push(holder.command),
});

/** Writes a lock as a process with this identity would have left it. */
const leave = (identity: object) =>
  withLock(file, options(), () => Promise.resolve()).then(() =>
    writeFileSync(file, JSON.stringify({ ...identity, id: "left", command: "other" })),
  );

test("the lock is there during the work and gone afterwards, also when the work fails", async () => {
  expect(await withLock(file, options(), () => Promise.resolve(existsSync(file)))).toBe(true);
  expect(existsSync(file)).toBe(false);
  const failing = withLock(file, options(), () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test("a second holder waits for the first, and says so once", async () => {
  const order: string[] = [];
  let release = () => {};
  const first = withLock(file, { ...options(), command: "first" }, async () => {
    order.push("first begins");
    await new Promise<void>((done) => (release = done));
    order.push("first ends");
  });
  const onWait = (holder: { command: string }) => {
    waited.push(holder.command);
    release();
  };
  await withLock(file, { command: "second", onWait }, () => Promise.resolve(order.push("second")));
  await first;
  expect(order).toEqual(["first begins", "first ends", "second"]);
  expect(waited).toEqual(["first"]);
});

test("the lock of a process that has died is taken over without waiting", async () => {
  const { stdout } = await run(process.execPath, ["-e", "console.log(process.pid)"]);
  await leave({ host: hostname(), pid: Number(stdout) });
  expect(await withLock(file, options(), () => Promise.resolve("done"))).toBe("done");
  expect(waited).toEqual([]);
});

test("so is one whose number belongs to another process by now", async () => {
  await leave({ ...ownIdentity(), started: "long ago" });
  expect(await withLock(file, options(), () => Promise.resolve("done"))).toBe("done");
  expect(waited).toEqual([]);
});

test("so is one of another machine, as a container that is gone leaves it", async () => {
  await leave({ ...ownIdentity(), host: "elsewhere" });
  expect(await withLock(file, options(), () => Promise.resolve("done"))).toBe("done");
  expect(waited).toEqual([]);
});

test("a lock that another has taken in the meantime is put back", async () => {
  await leave({ ...ownIdentity(), started: "long ago" });
  const other = { ...ownIdentity(), id: "of another", command: "other" };
  const rename = fs.renameSync;
  // Both have seen the dead holder's lock; the other one is faster.
  jest.spyOn(fs, "renameSync").mockImplementationOnce((from, to) => {
    writeFileSync(from, JSON.stringify(other));
    rename(from, to);
  });
  const controller = new AbortController();
  const onWait = (holder: { command: string }) => {
    waited.push(holder.command);
    controller.abort();
  };
  const waiting = withLock(file, { command: "test", signal: controller.signal, onWait }, () =>
    Promise.resolve(),
  );
  await expect(waiting).rejects.toMatchObject({ interrupted: true });
  expect(waited).toEqual(["other"]);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ id: "of another" });
});

test.each(["{", "", "null", "[]", "5", "{}"])("a damaged lock, %j, does not block forever", async (text) => {
  await leave({});
  writeFileSync(file, text);
  await withLock(file, options(), () => Promise.resolve());
  expect(existsSync(file)).toBe(false);
});

test("a folder in place of the lock does not block forever either", async () => {
  await leave({});
  rmSync(file);
  mkdirSync(file);
  await withLock(file, options(), () => Promise.resolve());
  expect(existsSync(file)).toBe(false);
});

test("waiting can be interrupted", async () => {
  const controller = new AbortController();
  await leave(ownIdentity());
  const waiting = withLock(
    file,
    { command: "test", signal: controller.signal, onWait: () => controller.abort() },
    () => Promise.resolve(),
  );
  await expect(waiting).rejects.toMatchObject({ interrupted: true });
});

test("of several processes that find the lock of a dead one, one at a time works", async () => {
  await leave({ host: hostname(), pid: 2 ** 22 + 1 });
  const script = pathToFileURL(resolve("tools/setup/lock.mjs")).href;
  const journal = `${file}.journal`;
  const code =
    `import(${JSON.stringify(script)}).then(({ withLock }) => withLock(process.argv[1],` +
    '{ command: "", onWait() {} }, async () => { const { appendFileSync } = require("node:fs");' +
    "appendFileSync(process.argv[2], `begin ${process.pid}\\n`);" +
    "await new Promise((later) => setTimeout(later, 30));" +
    "appendFileSync(process.argv[2], `end ${process.pid}\\n`); }));";
  await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, ["-e", code, file, journal])));
  const lines = readFileSync(journal, "utf8").trim().split("\n");
  expect(lines).toHaveLength(12);
  for (let i = 0; i < lines.length; i += 2) {
    expect(lines[i + 1]).toBe(lines[i].replace("begin", "end"));
  }
});
