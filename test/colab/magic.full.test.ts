import { drive, printed, setUpCell } from "./drive.mjs";

test("over TCP, too, cells run, and a restart gives a fresh kernel, of one that lives and of one that died", async () => {
  const declares = {
    code: "%%ts\nconsole.log(typeof (globalThis as { kept?: unknown }).kept);\nconst kept = 41;",
  };
  const restart = { code: "%ts_restart" };
  const [setUp, , value, restarted, after, , revived, afterRevival] = await drive([
    { code: setUpCell() },
    declares,
    { code: "%%ts\nkept + 1" },
    restart,
    declares,
    { code: "%%ts\nprocess.exit(3);" },
    restart,
    declares,
  ]);
  expect(setUp.reply).toMatchObject({ status: "ok" });
  expect(value.messages).toMatchObject([{ content: { data: { "text/plain": "42" } } }]);
  for (const step of [restarted, revived]) expect(printed(step)).toMatch(/^✓ new TypeScript kernel/);
  for (const step of [after, afterRevival]) {
    expect(step.reply).toMatchObject({ status: "ok" });
    expect(printed(step)).toBe("undefined\n");
  }
}, 240_000);
