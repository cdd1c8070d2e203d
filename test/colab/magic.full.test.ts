import { drive, printed, setUpCell } from "./drive.mjs";

test("over TCP, too, cells run, and a restart ends a kernel that lives", async () => {
  const [setUp, , value, restart, after] = await drive([
    { code: setUpCell() },
    { code: "%%ts\nconst kept = 41;" },
    { code: "%%ts\nkept + 1" },
    { code: "%ts_restart" },
    { code: "%%ts\nconsole.log(typeof (globalThis as { kept?: unknown }).kept);\nconst kept = 'new';" },
  ]);
  expect(setUp.reply).toMatchObject({ status: "ok" });
  expect(value.messages).toMatchObject([{ content: { data: { "text/plain": "42" } } }]);
  expect(printed(restart)).toMatch(/^✓ new TypeScript kernel/);
  expect(after.reply).toMatchObject({ status: "ok" });
  expect(printed(after)).toBe("undefined\n");
}, 240_000);
