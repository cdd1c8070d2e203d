import { Progress } from "../../tools/setup/shared/progress.mjs";

let written: string;
let clock: number;
const now = () => clock;

beforeEach(() => {
  written = "";
  clock = 0;
});

function progressOn({ isTTY = false, columns = 80 } = {}) {
  const stream = { isTTY, columns, write: (text: string) => void (written += text) };
  return new Progress({ stream, now });
}

test("away from a terminal a step has a line when it starts and one when it ends", () => {
  const step = progressOn().start("npm packages");
  clock = 12_400;
  step.done("595 packages");
  expect(written).toBe("… npm packages\n✓ npm packages (12 s): 595 packages\n");
});

test("a failed step is marked", () => {
  progressOn().start("library").failed("interrupted");
  expect(written).toBe("… library\n✗ library (0 s): interrupted\n");
});

test("a long step gives a sign of life every 15 seconds, with what it is doing", () => {
  const progress = progressOn();
  const step = progress.start("npm packages");
  for (clock = 1_000; clock <= 31_000; clock += 1_000) {
    step.detail(`${clock / 1000} fetched`);
    progress.tick();
  }
  step.done();
  expect(written.split("\n")).toEqual([
    "… npm packages",
    "… npm packages (15 s): 15 fetched",
    "… npm packages (30 s): 30 fetched",
    "✓ npm packages (32 s)",
    "",
  ]);
});

describe("on a terminal", () => {
  test("each running step has one live line with its seconds", () => {
    const progress = progressOn({ isTTY: true });
    const first = progress.start("first");
    const second = progress.start("second");
    first.detail("half");
    clock = 3_000;
    progress.tick();
    const lines = screen(written);
    expect(lines[0]).toMatch(/^\S first \(3 s\): half$/);
    expect(lines[1]).toMatch(/^\S second \(3 s\)$/);
    first.done();
    second.done();
  });

  test("finished steps stay above those that run", () => {
    const progress = progressOn({ isTTY: true });
    const first = progress.start("first");
    const second = progress.start("second");
    second.done("early");
    expect(screen(written)).toEqual(["✓ second (0 s): early", expect.stringMatching(/^\S first \(0 s\)$/)]);
    progress.note("! a remark");
    first.done();
    expect(screen(written)).toEqual(["✓ second (0 s): early", "! a remark", "✓ first (0 s)"]);
  });

  test("a live line is cut to the terminal's width, so that it can be erased again", () => {
    const progress = progressOn({ isTTY: true, columns: 30 });
    const step = progress.start("a step");
    step.detail("x".repeat(100));
    progress.tick();
    for (const line of screen(written)) expect(line.length).toBeLessThan(30);
    step.done();
    expect(screen(written)).toEqual(["✓ a step (0 s)"]);
  });
});

/** What a terminal shows after these characters: line feeds, moves up and erased lines are all that occurs. */
function screen(text: string): string[] {
  const lines = [""];
  let row = 0;
  // oxlint-disable-next-line no-control-regex
  for (const [, up, erase, home, plain] of text.matchAll(/\x1b\[(\d+)A|(\x1b\[2K)|(\x1b\[1G)|([^\x1b])/gs)) {
    if (up) row -= Number(up);
    else if (erase) lines[row] = "";
    else if (plain === "\n") lines[(row += 1)] ??= "";
    else if (!home) lines[row] += plain;
  }
  return lines.filter((line) => line !== "");
}
