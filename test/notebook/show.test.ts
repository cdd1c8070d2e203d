import { csvRows } from "../../lib/src/charts/common/rows";
import { themed } from "../../lib/src/charts/common/theme";
import { display, type DisplayMessage, insideKernel } from "../../lib/src/base/display";
import { show } from "../../lib/src/notebook/show";

const spec = themed({
  width: 200,
  height: 100,
  data: csvRows({ x: [1, 2], y: [1, 2] }),
  mark: "point",
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
});
const mime = "application/vnd.vegalite.v5+json";

interface Sent extends DisplayMessage {
  transient: { display_id?: string };
  update: boolean;
}

/** What is written to standard output meanwhile. */
async function printed(action: () => void | Promise<void>): Promise<string> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await action();
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

describe("outside a kernel", () => {
  test("show prints the description", async () => {
    expect(insideKernel()).toBe(false);
    expect(await printed(() => show(spec, { alt: "two points" }))).toBe("two points\n");
  });

  test("display prints its text, and nothing for updates", async () => {
    const message = { data: { "text/plain": "one of two" } };
    expect(await printed(() => display(message, { displayId: "bar" }))).toBe("one of two\n");
    expect(await printed(() => display(message, { displayId: "bar", update: true }))).toBe("");
  });
});

describe("show", () => {
  test.each([undefined, "", "  ", 5])("refuses the description %j", async (alt) => {
    await expect(show(spec, { alt: alt as string })).rejects.toThrow(/show: alt must be a sentence .*, got/);
    await expect(show(spec, { alt: alt as string })).rejects.toMatchObject({ name: "ChartError" });
  });

  test("refuses a chart that cannot be drawn", async () => {
    const wrong = { ...spec, encoding: { x: { field: "z", type: "quantitative" as const } } };
    await expect(show(wrong, { alt: "nothing" })).rejects.toMatchObject({ name: "ChartError" });
  });
});

describe("display", () => {
  test("refuses a message without text, and an update of nothing", () => {
    expect(() => display({ data: { "image/png": "" } })).toThrow(
      /display: data\["text\/plain"\] must be a description/,
    );
    expect(() => display({ data: { "text/plain": "x" } }, { update: true })).toThrow(
      /displayId must name the output/,
    );
  });
});

describe("inside a kernel", () => {
  const sent: Sent[] = [];
  const kernel = jest.requireActual<{ lastWriteDisplayData: unknown }>("./fixtures/tslab/dist/jupyter.js");

  beforeEach(() => {
    sent.length = 0;
    kernel.lastWriteDisplayData = (message: Omit<Sent, "update">, update: boolean) =>
      sent.push({ ...message, update });
  });

  afterEach(() => {
    kernel.lastWriteDisplayData = null;
  });

  test("show sends one message with the chart as an object, its picture and its description", async () => {
    expect(await printed(() => show(spec, { alt: "two points" }))).toBe("");
    expect(sent).toHaveLength(1);
    const [{ data, metadata, transient, update }] = sent;
    expect(Object.keys(data).sort()).toEqual([mime, "image/png", "text/plain"].sort());
    expect(data[mime]).toEqual(spec);
    expect(data["text/plain"]).toBe("two points");
    const png = Buffer.from(data["image/png"] as string, "base64");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const size = metadata?.["image/png"] as { width: number; height: number };
    expect(Math.abs(png.readUInt32BE(16) - 2 * size.width)).toBeLessThanOrEqual(2);
    expect(Math.abs(png.readUInt32BE(20) - 2 * size.height)).toBeLessThanOrEqual(2);
    expect(metadata?.[mime]).toEqual({ embed_options: { actions: false, renderer: "svg" } });
    expect({ transient, update }).toEqual({ transient: {}, update: false });
  });

  test("show replaces an output by its name", async () => {
    await show(spec, { alt: "before", displayId: "chart" });
    await show(spec, { alt: "after", displayId: "chart", update: true });
    expect(sent.map(({ transient, update }) => [transient.display_id, update])).toEqual([
      ["chart", false],
      ["chart", true],
    ]);
  });

  test("the kernel's function is looked up again for each message, since each cell has its own", () => {
    display({ data: { "text/plain": "first cell" } });
    const second: unknown[] = [];
    kernel.lastWriteDisplayData = (message: Sent) => second.push(message.data["text/plain"]);
    display({ data: { "text/plain": "second cell" } });
    expect(sent).toHaveLength(1);
    expect(second).toEqual(["second cell"]);
  });

  test("before the first cell messages go to the terminal", async () => {
    kernel.lastWriteDisplayData = null;
    expect(await printed(() => display({ data: { "text/plain": "early" } }))).toBe("early\n");
  });
});
