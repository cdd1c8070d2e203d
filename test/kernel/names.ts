import { kernel } from "./shared-kernel.mjs";

const result = async (code: string) => (await kernel.execute(code)).results[0]?.data?.["text/plain"];

describe("a cell that is run again", () => {
  beforeAll(() => kernel.execute("import { tf, useBackend } from 'linear-networks'; await useBackend();"));
  const tensors = () => result("tf.memory().numTensors");

  test.each([
    ["tensors", "const again1 = tf.tensor([1]); const both1 = tf.tensor([2]);"],
    [
      "tensors in a list and in an object",
      "const again2 = [tf.tensor([1])]; const other2 = { w: tf.tensor([1]) };",
    ],
    [
      "tensors deep in lists, objects, maps and sets",
      "const again6 = { a: [{ b: tf.tensor([1]) }], m: new Map([['w', tf.tensor([1])]]), s: new Set([tf.tensor([1])]) };",
    ],
    ["variables", "let again3 = tf.variable(tf.tensor([1]).mul(2)); again3.assign(again3); undefined"],
  ])("leaves no %s behind", async (_, cell) => {
    await kernel.execute(cell);
    await kernel.execute(`${cell}`);
    const before = await tensors();
    await kernel.execute(cell);
    const growth = Number(await tensors()) - Number(before);
    expect(growth).toBe(cell.includes("variable") ? 2 : 0); // those without a name nobody can dispose of
  });

  test("leaves tensors alone that another name stands for", async () => {
    await kernel.execute("const again4 = tf.tensor([4]);");
    await kernel.execute("const kept4 = again4;");
    await kernel.execute("const again4 = tf.tensor([5]);");
    expect(await result("kept4")).toBe("Tensor [1] float32 [4]");
  });

  test("leaves tensors alone that are found deep inside of another name's value", async () => {
    await kernel.execute("const again7 = tf.tensor([7]);");
    await kernel.execute(
      "class Holder7 { inside = new Map([['w', [again7]]]); } const holder7 = { deep: new Holder7() };",
    );
    await kernel.execute("const again7 = tf.tensor([8]);");
    expect(await result("holder7.deep.inside.get('w')![0]")).toBe("Tensor [1] float32 [7]");
  });

  test("leaves tensors of other cells alone, which their functions may use", async () => {
    await kernel.execute("const again5 = tf.tensor([5]); const sum5 = () => again5.sum().dataSync()[0];");
    await kernel.execute("const again5 = 'something else';");
    expect(await result("sum5()")).toBe("5");
  });
});

describe("a value whose cell failed later", () => {
  const failure = (value: string) => result(`__tslab__.failureBehind(${value})`);
  beforeAll(() =>
    kernel.execute("declare var __tslab__: { failureBehind(value: unknown): string | undefined };"),
  );

  test("is told as older, until the cell succeeds", async () => {
    await kernel.execute("const answer1 = 3330;");
    expect(await failure("answer1")).toBeUndefined();
    const { reply } = await kernel.execute("const answer1: number = '7';");
    const count = Number(await result("0").then(() => reply.execution_count));
    expect(await failure("answer1")).toBe(
      `answer1 has an older value: cell [${count}], which declares it, does not compile`,
    );
    await kernel.execute("if (1) throw new Error('x'); const answer1 = 7;");
    expect(await failure("answer1")).toMatch(/failed$/);
    await kernel.execute("const answer1 = 7;");
    expect(await failure("answer1")).toBeUndefined();
  });
});

describe("names that were declared many cells ago", () => {
  const many = (letter: string) =>
    Array.from({ length: 400 }, (_, index) => `const ${letter}${index} = ${index};`).join("\n");
  beforeAll(async () => {
    await kernel.execute("class Far { value = 1 } interface FarShape { a: number } let farCount = 1;");
    await kernel.execute(many("filling"));
    await kernel.execute(many("farther"));
  });

  test("are known as before, with their types", async () => {
    expect(await result("filling399 + farther399 + farCount")).toBe("799");
    const { errors } = await kernel.execute("const shape: FarShape = { a: new Far() };");
    expect(errors[0].evalue).toContain("Type 'Far' is not assignable to type 'number'");
  });

  test("give their types to what later cells declare", async () => {
    await kernel.execute("const fars = [new Far()]; function firstFar(): Far { return fars[0]; }");
    expect(await result("firstFar().value")).toBe("1");
  });

  test("can be assigned, and declared again with another type", async () => {
    await kernel.execute("farCount += 1;");
    expect(await result("farCount")).toBe("2");
    await kernel.execute("const filling1 = 'text';");
    expect(await result("filling1.toUpperCase()")).toBe("TEXT");
  });

  test("keep value and type where a cell that declares them again fails before it assigns them", async () => {
    await kernel.execute("throw new Error('stop'); const filling2 = 'text';");
    expect(await result("filling2.toFixed(1)")).toBe("2.0");
  });
});
