import { csvOf, htmlOf } from "../../tools/grade/tables.ts";

const judged = (...entries: [string, { status: string; hint?: string }][]) => new Map(entries) as never;
const two = [
  {
    name: "=1+1",
    judged: judged(["1.1/10", { status: "right" }], ["1.1/2", { status: "crashed", hint: `<b>"a",\nb` }]),
    problems: [],
  },
  { name: "second", judged: judged(["2.1/1", { status: "right" }]), problems: ["x.ipynb is not valid JSON"] },
];

test("the CSV table has a line a submission, exercises in their order, and totals", () => {
  expect(csvOf(two).split("\r\n")).toEqual([
    "submission,1.1/2,1.1/10,2.1/1,right,problems",
    `"'=1+1","crashed: <b>""a"", b",right,,1,`,
    "second,,,right,1,x.ipynb is not valid JSON",
    "right in all,0,1,1,2,",
    "",
  ]);
});

test("the page shows what a submission wrote as text", () => {
  const page = htmlOf(two);
  expect(page).toContain("<small>&#60;b&#62;&#34;a&#34;,\nb</small>");
  expect(page).not.toContain("<b>");
  expect(page).toContain("<td>1 of 2</td>");
});
