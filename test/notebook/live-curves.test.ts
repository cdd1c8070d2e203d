import { ChartError } from "../../lib/src/charts/common/check";
import { liveCurves, type LiveCurvesOptions } from "../../lib/src/notebook/live-curves";

const mime = "application/vnd.vegalite.v5+json";

interface Sent {
  data: Record<string, unknown>;
  transient: { display_id?: string };
  update: boolean;
}

describe("liveCurves", () => {
  const sent: Sent[] = [];
  const kernel = jest.requireActual<{ lastWriteDisplayData: unknown }>("./fixtures/tslab/dist/jupyter.js");
  let clock = 0;
  const options: LiveCurvesOptions = {
    names: ["training", "validation"],
    title: "Both losses fall",
    xTitle: "epoch",
    yTitle: "loss",
    alt: "Losses over epochs",
    now: () => clock,
  };
  const pictures = (): Sent[] => sent.filter(({ data }) => data["image/svg+xml"]);
  const lastChart = () => sent[sent.length - 1].data[mime] as { data: { values: string }; title: object };

  beforeEach(() => {
    sent.length = 0;
    clock = 0;
    kernel.lastWriteDisplayData = (message: Omit<Sent, "update">, update: boolean) =>
      sent.push({ ...message, update });
  });

  afterEach(() => {
    kernel.lastWriteDisplayData = null;
  });

  test("redraws one output every 100 ms from a loop without pauses, and ends with the chart", async () => {
    const result = await liveCurves(options, (add) => {
      for (let epoch = 1; epoch <= 50; epoch++, clock += 10) add("training", epoch, 1 / epoch);
      return "trained";
    });
    expect(result).toBe("trained");
    expect(pictures()).toHaveLength(5);
    expect(sent).toHaveLength(6);
    expect(sent.map(({ update }) => update)).toEqual([false, true, true, true, true, true]);
    expect(new Set(sent.map(({ transient }) => transient.display_id)).size).toBe(1);
    expect(sent[5].data["text/plain"]).toBe("Losses over epochs");
    expect(lastChart().data.values.split("\n")).toHaveLength(51);
  });

  test("shows more of the curve in each picture, in a frame that grows with it", async () => {
    await liveCurves({ ...options, logY: true }, (add) => {
      for (let epoch = 1; epoch <= 3; epoch++, clock += 100) add("training", epoch, 10 ** -epoch);
    });
    const svgs = pictures().map(({ data }) => String(data["image/svg+xml"]));
    const corners = svgs.map((svg) => {
      const line = /role-mark.*?<path [^>]*d="([^"]*)"[^>]*stroke="#0072B2"/s.exec(svg)?.[1] ?? "";
      return line.split("L").length;
    });
    expect(corners).toEqual([1, 2, 3]);
    expect(svgs[2]).toContain(">0.001<");
    expect(svgs[1]).not.toContain(">0.001<");
    for (const svg of svgs.slice(1)) expect(svg).not.toMatch(/NaN|undefined/);
  });

  test("keeps a given frame still while three curves grow into it, from their first points on", async () => {
    const names = ["training loss", "training accuracy", "test accuracy"];
    await liveCurves({ ...options, names, xDomain: [1, 10], yDomain: [0, 1] }, (add) => {
      for (let epoch = 1; epoch <= 10; epoch++, clock += 100) {
        names.forEach((name, place) => add(name, epoch, (place + 1) / 5 + epoch / 100));
      }
    });
    const svgs = pictures().map(({ data }) => String(data["image/svg+xml"]));
    expect(svgs).toHaveLength(10);
    const axes = (svg: string) =>
      svg.match(/<text[^>]*text-anchor="(?:middle|end)"[^>]*>[\d.]+<\/text>/g) ?? [];
    expect(axes(svgs[0]).length).toBeGreaterThan(12);
    for (const svg of svgs) {
      expect(axes(svg)).toEqual(axes(svgs[0]));
      for (const name of names) expect(svg).toContain(`>${name}<`);
      for (const dash of ["8,4", "2,3"]) expect(svg).toContain(`stroke-dasharray="${dash}"`);
    }
    const dots = (svg: string) =>
      /<g class="mark-symbol role-mark layer_1.*?<\/g>/s.exec(svg)?.[0].match(/<path /g);
    // A picture is drawn at the first point of each epoch; a lone point has no line and is seen as a dot.
    expect(svgs.map((svg) => dots(svg)?.length)).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28]);
    const { layer } = lastChart() as unknown as { layer: { encoding: { color: { scale: object } } }[] };
    expect(layer[0].encoding.color.scale).toMatchObject({ domain: names });
  });

  test("says how many points lie outside a given frame", async () => {
    await liveCurves({ ...options, yDomain: [0, 1] }, (add) => {
      [2.3, 1.4, 0.9, 0.8].forEach((loss, step) => add("training", step, loss));
      add("validation", 3, 1);
    });
    expect(JSON.stringify(lastChart().title)).toContain("2 points lie outside the frame");
  });

  test("leaves room for labels that grow longer", async () => {
    await liveCurves(options, (add) => {
      for (let step = 0; step < 4; step++, clock += 100) add("training", step, 1000 ** -step);
    });
    for (const { data } of pictures()) {
      const svg = String(data["image/svg+xml"]);
      const left = Number(/<g [^>]*transform="translate\(([\d.]+),/.exec(svg)?.[1]);
      const [, title] = /translate\((-[\d.]+),[\d.]+\) rotate\(-90\)[^>]*>loss</.exec(svg) ?? [];
      // The axis title's baseline stands so far left of the frame; its letters are about 12 pixels high.
      expect(left + Number(title)).toBeGreaterThan(12);
      expect(svg).toMatch(/<svg [^>]*width="680"/);
    }
  });

  test("draws long curves with few corners, so that a picture stays quick", async () => {
    await liveCurves({ ...options, interval: 1000 }, (add) => {
      for (let step = 0; step < 5000; step++) {
        if (step === 4999) clock = 1000;
        add("training", step, Math.sin(step));
      }
    });
    const [, last] = pictures().map(({ data }) => String(data["image/svg+xml"]));
    expect(last.split("L").length).toBeLessThan(400);
    expect(last.split("L").length).toBeGreaterThan(150);
  });

  test("ends with the chart after an error too, and lets the error out", async () => {
    const work = liveCurves(options, (add) => {
      add("training", 1, 1);
      throw new RangeError("the loss exploded");
    });
    await expect(work).rejects.toThrow("the loss exploded");
    expect(lastChart().data.values).toBe("series,x,y\ntraining,1,1");
  });

  test("leaves out what cannot be drawn, and says how much", async () => {
    await liveCurves(options, (add) => {
      add("training", 1, 1);
      add("training", 2, Infinity);
      add("training", 3, NaN);
      add("training", 4, 1e305);
    });
    expect(lastChart().data.values).toBe("series,x,y\ntraining,1,1");
    expect(JSON.stringify(lastChart().title)).toContain(
      "3 points that have no place on the axes are left out",
    );
  });

  test("draws losses that vanish, while they come and at the end", async () => {
    await liveCurves(options, (add) => {
      for (let step = 0; step < 4; step++, clock += 100) add("training", step, 5e-324);
    });
    for (const { data } of pictures()) expect(data["image/svg+xml"]).not.toMatch(/NaN|Infinity/);
    expect(lastChart().data.values).toBe(
      "series,x,y\ntraining,0,0\ntraining,1,0\ntraining,2,0\ntraining,3,0",
    );
  });

  test("writes tiny and huge values with powers of ten while they come, as in the finished chart", async () => {
    for (const size of [1e-12, 1e18]) {
      sent.length = 0;
      await liveCurves(options, (add) => {
        for (let step = 0; step < 4; step++, clock += 100) add("training", step, step * size);
      });
      const labels = pictures().map(({ data }) =>
        [...String(data["image/svg+xml"]).matchAll(/text-anchor="end"[^>]*>([^<]*)</g)].map(
          ([, label]) => label,
        ),
      );
      expect(labels[3]).toContain(size < 1 ? "5e-13" : "5e+17");
      for (const label of labels.flat()) expect(label.length).toBeLessThan(10);
    }
  });

  test("follows the points where none lies in the frame, says so, and keeps the result", async () => {
    const frame = { xDomain: [0, 10], yDomain: [0, 1] } as const;
    const result = await liveCurves({ ...options, ...frame }, (add) => {
      for (let step = 0; step < 4; step++, clock += 100) add("training", step, 50 + step);
      return "trained";
    });
    expect(result).toBe("trained");
    const chart = JSON.stringify(lastChart());
    expect(chart).toContain("no point lies in the frame that was asked for, so this one follows the points");
    expect(chart).toContain('"domain":[50,53]');
  });

  test("keeps each curve's colour where another got no point, and says so", async () => {
    await liveCurves(options, (add) => add("validation", 1, 1));
    const chart = JSON.stringify(lastChart());
    expect(chart).toContain("no point of training");
    expect(chart).toContain('"domain":["training","validation"],"range":["#0072B2","#D55E00"]');
  });

  test("shows nothing where there were no points", async () => {
    await liveCurves(options, () => undefined);
    expect(sent).toEqual([]);
  });

  test("prints its description once outside a kernel", async () => {
    kernel.lastWriteDisplayData = null;
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    await liveCurves(options, (add) => {
      for (let epoch = 1; epoch <= 5; epoch++, clock += 100) add("training", epoch, epoch);
    });
    const printed = write.mock.calls.map(([text]) => String(text));
    write.mockRestore();
    expect(printed).toEqual(["Losses over epochs\n"]);
  });

  test("refuses a point of an unknown curve", async () => {
    const work = liveCurves(options, (add) => add("test", 1, 1));
    await expect(work).rejects.toThrow(/liveCurves: add got a point of "test"; one of training, validation/);
  });

  test.each([
    ["no names", { names: [] }, /names is \[\]/],
    ["a name twice", { names: ["a", "a"] }, /different names/],
    ["no description", { alt: "" }, /alt must be a text .* got ""/],
    [
      "a frame the wrong way round",
      { yDomain: [1, 0] as const },
      /yDomain must be two finite numbers, the smaller first, got \[1, 0\]/,
    ],
    [
      "a frame of no width",
      { xDomain: [3, 3] as const },
      /xDomain must be two finite numbers, the smaller first, got \[3, 3\]/,
    ],
    [
      "a logarithmic frame at zero",
      { logY: true, yDomain: [0, 1] as const },
      /yDomain\[0\] must be above 0 on a logarithmic axis, got 0/,
    ],
  ])("refuses %s", async (_, changes, message) => {
    const work = liveCurves({ ...options, ...changes }, () => undefined);
    await expect(work).rejects.toThrow(message);
    await expect(work).rejects.toThrow(ChartError);
  });
});
