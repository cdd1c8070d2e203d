import type { System } from "typescript";
import { OlderDeclarations } from "../../kernel/src/language/older-declarations";

const many = (letter: string) =>
  Array.from({ length: 300 }, (_, index) => `declare const ${letter}${index}: number;\n`).join("");

/** A notebook's folder in which there is only the file that tslab writes. */
const folder = {
  readFile: (path: string) => (path === "/notebook/__prev__.d.ts" ? "export {};\nlatest" : undefined),
  fileExists: () => false,
} as unknown as System;

test("a few declarations stay in the file that is read again for each cell", () => {
  const older = new OlderDeclarations();
  expect(older.setAside("declare const a: number;\n")).toBe("declare const a: number;\n");
  expect(older.filesOver(folder).readFile("/notebook/__prev__.d.ts")).toBe("export {};\nlatest");
});

test("many are set aside, into files each of which leads to the one before it", () => {
  const older = new OlderDeclarations();
  expect([older.setAside(many("a")), older.setAside(many("b"))]).toEqual(["", ""]);
  const files = older.filesOver(folder);
  const lead = (file: string) => `/// <reference path="./${file}" />\n`;
  expect(files.readFile("/notebook/__prev__.d.ts")).toBe(`${lead("__older_1__.d.ts")}export {};\nlatest`);
  expect(files.readFile("/notebook/__older_1__.d.ts")).toBe(
    `${lead("__older_0__.d.ts")}export {};\n${many("b")}`,
  );
  expect(files.readFile("/notebook/__older_0__.d.ts")).toBe(`export {};\n${many("a")}`);
  expect(files.fileExists("/notebook/__older_1__.d.ts")).toBe(true);
  expect(files.fileExists("/notebook/__older_2__.d.ts")).toBe(false);
});
