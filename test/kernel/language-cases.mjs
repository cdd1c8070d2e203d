/**
 * What cells of a notebook may contain. The last cell of a case prints or returns `gives`, or fails with an
 * error named `fails`, whose traceback contains `says`. All cases run in one kernel, so each uses names of its own.
 *
 * @typedef {{ name: string, cells: string[], gives?: string, fails?: string, says?: string }} LanguageCase
 */

/** @type {LanguageCase[]} */
const values = [
  { name: "the last expression is shown", cells: ["1 + 1"], gives: "2" },
  { name: "a string is shown as it is", cells: ["'a' + \"b\""], gives: "ab" },
  { name: "undefined is not shown", cells: ["undefined"], gives: "" },
  { name: "null is not shown", cells: ["null"], gives: "" },
  { name: "an object is shown", cells: ["({ v1: 1, v2: [1, 2] })"], gives: "{ v1: 1, v2: [ 1, 2 ] }" },
  { name: "a declaration shows nothing", cells: ["const v3 = 3;"], gives: "" },
  { name: "an assignment is shown", cells: ["let v4 = 1; v4 = 7"], gives: "7" },
  { name: "a cell of comments does nothing", cells: ["// only this"], gives: "" },
  { name: "an empty cell does nothing", cells: [""], gives: "" },
  {
    name: "a promise that is not awaited is shown",
    cells: ["new Promise<void>(() => {})"],
    gives: "Promise { <pending>: await it for its value }",
  },
  { name: "printed text and the value both appear", cells: ["console.log('p'); 5"], gives: "p\n5" },
  { name: "a big integer is shown", cells: ["2n ** 70n"], gives: "1180591620717411303424n" },
  { name: "a typed array is shown", cells: ["new Float32Array([1, 2])"], gives: "Float32Array(2) [ 1, 2 ]" },
  { name: "a template with lines is shown", cells: ["`a\n${1 + 1}`"], gives: "a\n2" },
];

/** @type {LanguageCase[]} */
const earlierNames = [
  { name: "a constant of an earlier cell", cells: ["const e1 = 4;", "e1 * 2"], gives: "8" },
  {
    name: "a function of an earlier cell",
    cells: ["function e2(x: number) { return x + 1; }", "e2(1)"],
    gives: "2",
  },
  { name: "a class of an earlier cell", cells: ["class E3 { value = 3 }", "new E3().value"], gives: "3" },
  {
    name: "a subclass of an earlier cell's class",
    cells: [
      "class E4 { a() { return 1; } }",
      "class E4b extends E4 { b() { return this.a() + 1; } }",
      "new E4b().b()",
    ],
    gives: "2",
  },
  {
    name: "an interface of an earlier cell",
    cells: ["interface E5 { a: number }", "const e5: E5 = { a: 1 }; e5.a"],
    gives: "1",
  },
  {
    name: "a type of an earlier cell",
    cells: ["type E6 = 'x' | 'y';", "const e6: E6 = 'x'; e6"],
    gives: "x",
  },
  { name: "an enum of an earlier cell", cells: ["enum E7 { A, B }", "E7.B"], gives: "1" },
  {
    name: "a generic function of an earlier cell",
    cells: ["function e8<T>(x: T): T[] { return [x]; }", "e8('q')"],
    gives: "[ 'q' ]",
  },
  {
    name: "an import of an earlier cell",
    cells: ["import * as path9 from 'path';", "path9.join('a', 'b')"],
    gives: "a/b",
  },
  {
    name: "a named import of an earlier cell",
    cells: ["import { join as join10 } from 'path';", "join10('a', 'b')"],
    gives: "a/b",
  },
  {
    name: "a name declared again with another type",
    cells: ["const e11 = 1;", "const e11 = 'two';", "e11.length"],
    gives: "3",
  },
  {
    name: "a function declared again",
    cells: ["function e12() { return 1; }", "function e12() { return 2; }", "e12()"],
    gives: "2",
  },
  {
    name: "a class declared again",
    cells: ["class E13 { a = 1 }", "class E13 { b = 2 }", "new E13().b"],
    gives: "2",
  },
  {
    name: "a parameter called exports beside an earlier name",
    cells: [
      "const e30 = 10;",
      "function f30(exports: { z: number }) { return e30 + exports.z; } f30({ z: 1 })",
    ],
    gives: "11",
  },
  {
    name: "a name that no cell can declare",
    cells: ["const [exports] = [1];"],
    fails: "CompileError",
    says: "cannot declare the name 'exports'",
  },
  {
    name: "an earlier value that is not a function",
    cells: ["const e31: any = 5;", "e31()"],
    fails: "TypeError",
    says: ": e31 is not a function",
  },
  {
    name: "globals that are only declared",
    cells: [
      "Object.assign(globalThis, { e32: 5, f32: () => 6, G32: class { a = 7; } }); declare const e32: number; " +
        "declare function f32(): number; declare class G32 { a: number }",
      "[e32, f32(), new G32().a]",
    ],
    gives: "[ 5, 6, 7 ]",
  },
  { name: "an import shows nothing", cells: ["import { sep as e33 } from 'path';"], gives: "" },
  {
    name: "shorthand properties",
    cells: ["const e14 = 1, f14 = 2;", "({ e14, f14 })"],
    gives: "{ e14: 1, f14: 2 }",
  },
  {
    name: "shorthand in a call's argument",
    cells: ["const e15 = 1; function f15(o: { e15: number }) { return o.e15; }", "f15({ e15 })"],
    gives: "1",
  },
  {
    name: "renaming from an earlier object",
    cells: ["const e16 = { X: 1 };", "const { X: z16 } = e16; z16"],
    gives: "1",
  },
  {
    name: "nested patterns from an earlier object",
    cells: ["const e17 = { a: { b: [5] } };", "const { a: { b: [z17] } } = e17; z17"],
    gives: "5",
  },
  {
    name: "a destructuring assignment",
    cells: ["let e18 = 0; const f18 = { e18: 9 };", "({ e18 } = f18); e18"],
    gives: "9",
  },
  {
    name: "swapping two earlier variables",
    cells: ["let e19 = 1, f19 = 2;", "[e19, f19] = [f19, e19]; [e19, f19]"],
    gives: "[ 2, 1 ]",
  },
  {
    name: "spreading an earlier object",
    cells: ["const e20 = { a: 1 };", "({ ...e20, b: 2 })"],
    gives: "{ a: 1, b: 2 }",
  },
  { name: "an earlier name as a property's name", cells: ["const e21 = 1;", "({ e21: 2 }).e21"], gives: "2" },
  {
    name: "an earlier name shadowed in a function",
    cells: ["const e22 = 1;", "((e22: number) => e22)(5)"],
    gives: "5",
  },
  {
    name: "an earlier function has no this",
    cells: ["function e23(this: unknown) { return this === undefined || this === globalThis; }", "e23()"],
    gives: "true",
  },
  {
    name: "a tagged template with an earlier tag",
    cells: [
      "function e24(parts: TemplateStringsArray, ..._values: unknown[]) { return parts.length; }",
      "e24`a${1}b`",
    ],
    gives: "2",
  },
  {
    name: "an earlier tag of a template has no this",
    cells: [
      "function e24b(this: unknown, _: TemplateStringsArray) { return this === undefined || this === globalThis; }",
      "e24b`x`",
    ],
    gives: "true",
  },
  {
    name: "typeof an earlier value as a type",
    cells: ["const e25 = { a: 1 };", "const f25: typeof e25 = { a: 2 }; f25.a"],
    gives: "2",
  },
  {
    name: "a default parameter from an earlier cell",
    cells: ["const e26 = 6;", "function f26(x = e26) { return x; } f26()"],
    gives: "6",
  },
  {
    name: "a computed property from an earlier cell",
    cells: ["const e27 = 'k';", "({ [e27]: 1 })"],
    gives: "{ k: 1 }",
  },
  {
    name: "optional chaining on an earlier value",
    cells: ["const e28: { a?: { b: number } } = {};", "String(e28.a?.b)"],
    gives: "undefined",
  },
];

/** @type {LanguageCase[]} */
const variables = [
  { name: "a later cell changes a variable", cells: ["let s1 = 1;", "s1 = 2;", "s1"], gives: "2" },
  {
    name: "a function of the same cell sees the change",
    cells: ["let s2 = 0; function g2() { return s2; }", "s2 = 5; g2()"],
    gives: "5",
  },
  {
    name: "a function changes a variable of its cell",
    cells: ["let s3 = 0; const g3 = () => { s3 += 1; };", "g3(); g3(); s3"],
    gives: "2",
  },
  {
    name: "a change and a function's change add up",
    cells: ["let s4 = 0; function g4() { s4++; }", "s4 = 5; g4(); s4"],
    gives: "6",
  },
  { name: "incrementing an earlier variable", cells: ["let s5 = 1;", "s5++; s5 += 2; s5"], gives: "4" },
  {
    name: "a variable declared again leaves the old function alone",
    cells: ["let s6 = 1; const g6 = () => s6;", "let s6 = 10; g6()"],
    gives: "1",
  },
  ...["const s7 = 2;", "function s7() {}", "class s7 {}", "import s7 from 'path';", "enum s7 { A }"].map(
    (again, i) => ({
      name: `a variable that is declared again, as in ${again}, leaves the old function alone`,
      cells: [
        `let s7 = 1; const g7 = () => s7;`.replaceAll("7", `7${i}`),
        `${again} [typeof s7, g7()]`.replaceAll("7", `7${i}`),
      ],
      gives: `[ '${["number", "function", "function", "object", "object"][i]}', 1 ]`,
    }),
  ),
  {
    name: "a var of a loop stays in its cell",
    cells: ["for (var s8 = 0; s8 < 3; s8++);", "s8"],
    fails: "CompileError",
  },
  {
    name: "a variable without a value",
    cells: ["let s9: number | undefined;", "String(s9)"],
    gives: "undefined",
  },
  {
    name: "a destructured variable",
    cells: ["let { s10 } = { s10: 1 }; const g10 = () => s10;", "s10 = 3; g10()"],
    gives: "3",
  },
  {
    name: "a variable called $assigned",
    cells: ["let $assigned = 1;", "$assigned = 2;", "$assigned"],
    gives: "2",
  },
  {
    name: "names of a block stay inside",
    cells: ["{ const s11 = 1; }", "typeof globalThis === 'object' ? 'inside' : s11"],
    fails: "CompileError",
  },
];

/** @type {LanguageCase[]} */
const asynchronous = [
  { name: "top-level await", cells: ["await Promise.resolve(3)"], gives: "3" },
  { name: "await in a declaration", cells: ["const a2 = await Promise.resolve(4);", "a2"], gives: "4" },
  {
    name: "for await alone in a cell",
    cells: ["for await (const a3 of [1, 2]) console.log(a3)"],
    gives: "1\n2",
  },
  {
    name: "for await beside await",
    cells: ["await null; for await (const a4 of [1]) console.log(a4)"],
    gives: "1",
  },
  {
    name: "for await over an earlier generator",
    cells: [
      "async function* a5() { yield 1; yield 2; }",
      "let b5 = 0; for await (const x of a5()) b5 += x; b5",
    ],
    gives: "3",
  },
  {
    name: "an asynchronous function of an earlier cell",
    cells: ["async function a6() { await null; return 6; }", "await a6()"],
    gives: "6",
  },
  { name: "Promise.all", cells: ["await Promise.all([1, Promise.resolve(2)])"], gives: "[ 1, 2 ]" },
  { name: "a timer", cells: ["await new Promise((done) => setTimeout(() => done('t'), 5))"], gives: "t" },
  { name: "a generator", cells: ["function* a9() { yield* [1, 2]; }", "[...a9()]"], gives: "[ 1, 2 ]" },
  { name: "dynamic import", cells: ["(await import('path')).posix.sep"], gives: "/" },
  {
    name: "await in try and finally",
    cells: [
      "try { await Promise.reject(new Error('x')); } catch (e) { console.log((e as Error).message); } finally { console.log('f'); }",
    ],
    gives: "x\nf",
  },
];

/** @type {LanguageCase[]} */
const language = [
  { name: "satisfies", cells: ["const l1 = { a: 1 } satisfies Record<string, number>; l1.a"], gives: "1" },
  {
    name: "const type parameters",
    cells: ["function l2<const T>(x: T) { return x; } l2(['a'])"],
    gives: "[ 'a' ]",
  },
  {
    name: "private members",
    cells: ["class L3 { #x = 1; get x() { return this.#x; } } new L3().x"],
    gives: "1",
  },
  {
    name: "parameter properties",
    cells: ["class L4 { constructor(readonly x: number) {} } new L4(2).x"],
    gives: "2",
  },
  {
    name: "an abstract class",
    cells: [
      "abstract class L5 { abstract f(): number; } class L5b extends L5 { f() { return 5; } } new L5b().f()",
    ],
    gives: "5",
  },
  { name: "a namespace", cells: ["namespace L6 { export const x = 6; }", "L6.x"], gives: "6" },
  {
    name: "overloads",
    cells: [
      "function l7(x: number): number; function l7(x: string): string; function l7(x: unknown) { return x; } l7('o')",
    ],
    gives: "o",
  },
  {
    name: "a type guard",
    cells: ["const l8 = (x: unknown): x is string => typeof x === 'string'; l8('')"],
    gives: "true",
  },
  {
    name: "labels",
    cells: [
      "l9: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue l9; console.log(i); } }",
    ],
    gives: "0\n1\n2",
  },
  {
    name: "loops without braces",
    cells: ["let l10 = 0; do l10++; while (l10 < 3); for (const x of [1]) l10 += x; l10"],
    gives: "4",
  },
  { name: "a regular expression", cells: ["/(?<y>\\d+)/.exec('in 1999')?.groups?.y"], gives: "1999" },
  { name: "a nullish assignment", cells: ["let l12: number | undefined; l12 ??= 4; l12"], gives: "4" },
  { name: "require", cells: ["require('path').posix.join('a', 'b')"], gives: "a/b" },
  {
    name: "globalThis",
    cells: ["(globalThis as { l14?: number }).l14 = 3;", "(globalThis as { l14?: number }).l14"],
    gives: "3",
  },
  {
    name: "JSON and dates",
    cells: ["JSON.stringify({ d: new Date(0) })"],
    gives: '{"d":"1970-01-01T00:00:00.000Z"}',
  },
  {
    name: "a module written in a cell",
    cells: [
      "/** @module madeInACell */\nexport const l16: number = 6;",
      "import { l16 } from './madeInACell'; l16",
    ],
    gives: "6",
  },
];

/** @type {LanguageCase[]} */
const failures = [
  { name: "a thrown error", cells: ["throw new TypeError('t')"], fails: "TypeError" },
  { name: "a wrong type", cells: ["const f2: number = 'x';"], fails: "CompileError" },
  { name: "an unknown name", cells: ["f3"], fails: "CompileError" },
  { name: "code that cannot be read", cells: ["const = 1"], fails: "CompileError" },
  { name: "a rejected promise", cells: ["await Promise.reject(new RangeError('r'))"], fails: "RangeError" },
  {
    name: "a rejection nobody waits for",
    cells: ["void Promise.reject(new RangeError('lost'))"],
    fails: "RangeError",
  },
  {
    name: "an exception in a timer",
    cells: ["setTimeout(() => { throw new SyntaxError('late'); }, 1); 1"],
    fails: "SyntaxError",
  },
  {
    name: "an error in an earlier function",
    cells: ["function f8(): never { throw new EvalError('deep'); }", "f8()"],
    fails: "EvalError",
  },
  {
    name: "a class of one's own",
    cells: ["class F9 extends Error { override name = 'F9'; } throw new F9('x')"],
    fails: "F9",
  },
  {
    name: "possibly undefined",
    cells: ["const f10: number[] = []; f10.at(0).toFixed()"],
    fails: "CompileError",
  },
  { name: "an implicit any", cells: ["function f11(x) { return x; }"], fails: "CompileError" },
  { name: "the next cell runs after a failure", cells: ["throw new Error('x')", "'next'"], gives: "next" },
  { name: "using before declaration", cells: ["f14; let f14 = 1;"], fails: "CompileError" },
  { name: "a thrown text", cells: ["throw 'text'"], fails: "Thrown value" },
];

/** @type {LanguageCase[]} */
const formsOfAwait = [
  {
    name: "an async function called on the spot",
    cells: ["await (async () => { await null; return 5; })()"],
    gives: "5",
  },
  { name: "a parenthesis", cells: ["const w2 = await (Promise.resolve(4)); w2"], gives: "4" },
  {
    name: "a conditional in parentheses",
    cells: ["const w3 = await (true ? Promise.resolve(3) : Promise.resolve(2)); w3"],
    gives: "3",
  },
  { name: "an element of a list", cells: ["await [Promise.resolve(1)][0]"], gives: "1" },
  { name: "a template", cells: ["await `text`"], gives: "text" },
  { name: "a new object", cells: ["await new Promise<number>((done) => done(6))"], gives: "6" },
  { name: "a negative number", cells: ["await -1"], gives: "-1" },
  { name: "a regular expression", cells: ["(await /a+/).source"], gives: "a+" },
  { name: "a function", cells: ["typeof await function () {}"], gives: "function" },
  { name: "an object", cells: ["(await { w10: 10 }).w10"], gives: "10" },
  { name: "something on the next line", cells: ["await\n  Promise.resolve(11)"], gives: "11" },
  { name: "an await of an await", cells: ["await await Promise.resolve(Promise.resolve(12))"], gives: "12" },
  {
    name: "in a condition",
    cells: ["let w13 = 0;\nif (await (async () => true)()) w13 = 13;\nw13"],
    gives: "13",
  },
  {
    name: "in a list, an object, and a call",
    cells: ["const w14 = [await (1), { a: await (2) }.a, Math.max(await (3), 0)]; w14"],
    gives: "[ 1, 2, 3 ]",
  },
  { name: "in a template", cells: ["`${await (async () => 'in')()}side`"], gives: "inside" },
  {
    name: "in a default of a pattern",
    cells: ["const { w16 = await (async () => 16)() } = {} as { w16?: number }; w16"],
    gives: "16",
  },
  {
    name: "in a computed member",
    cells: ["class W17 { [await ('m17')]() { return 17; } }\n(new W17() as any).m17()"],
    gives: "17",
  },
  {
    name: "in a try",
    cells: [
      "let w18 = ''; try { await (Promise.reject(new Error('18'))); } catch (e) { w18 = (e as Error).message; } w18",
    ],
    gives: "18",
  },
  {
    name: "in a for loop's head",
    cells: ["let w19 = 0; for (const x of await (async () => [9, 10])()) w19 += x; w19"],
    gives: "19",
  },
  {
    name: "only in a function",
    cells: ["async function w20() { return await (20); }\nawait w20()"],
    gives: "20",
  },
  { name: "only in a comment", cells: ["// await (1)\n21"], gives: "21" },
  { name: "only in a text", cells: ["'await (1)'"], gives: "await (1)" },
];

/** @type {LanguageCase[]} */
const pastedFromModules = [
  { name: "an exported constant", cells: ["export const m1 = 0.1;", "m1"], gives: "0.1" },
  {
    name: "an exported function",
    cells: ["export function m2(x: number) { return x / 2; }", "m2(4)"],
    gives: "2",
  },
  {
    name: "an exported async function",
    cells: ["export async function m3() { return 3; }\nawait m3()"],
    gives: "3",
  },
  {
    name: "an exported class",
    cells: ["export abstract class M4 { static four = 4 }", "M4.four"],
    gives: "4",
  },
  {
    name: "an exported interface",
    cells: ["export interface M5 { a: number }", "const m5: M5 = { a: 5 }; m5.a"],
    gives: "5",
  },
  {
    name: "an exported type",
    cells: ["export type M6 = number | string;", "const m6: M6 = 6; m6"],
    gives: "6",
  },
  { name: "an exported enum", cells: ["export enum M7 { Seven = 7 }", "M7.Seven"], gives: "7" },
  { name: "an exported variable, changed later", cells: ["export let m8 = 1;", "m8 = 8;", "m8"], gives: "8" },
  { name: "a list of exports", cells: ["const m9 = 9;\nexport { m9 };", "m9"], gives: "9" },
  { name: "a default export of a value", cells: ["export default 5 + 5;"], gives: "10" },
  {
    name: "a default export of a function",
    cells: ["export default function m11() { return 11; }", "m11()"],
    gives: "11",
  },
  {
    name: "a default export without a name",
    cells: ["export default function () {\n  return 1;\n}\n12"],
    gives: "12",
  },
  {
    name: "an export from another module",
    cells: ["export { sep as m13 } from 'node:path';", "m13"],
    gives: "/",
  },
  {
    name: "an export of a whole module",
    cells: ["export * as m14 from 'node:path';", "m14.basename('/a/b')"],
    gives: "b",
  },
  {
    name: "an export said twice",
    cells: ["export const m15 = 1;", "export const m15 = 'again';", "m15"],
    gives: "again",
  },
  { name: "the word in a text", cells: ["'export const'"], gives: "export const" },
  {
    name: "a dynamic import",
    cells: ["const m17 = await import('node:fs');", "m17.existsSync('/')"],
    gives: "true",
  },
  {
    name: "a dynamic import of a package",
    cells: ["const m18 = await import('@tensorflow/tfjs');", "typeof m18.version_core"],
    gives: "string",
  },
  {
    name: "a dynamic import taken apart",
    cells: ["const { sep: m19 } = await import('node:path');", "m19"],
    gives: "/",
  },
  {
    name: "a dynamic import in a chain",
    cells: ["const m20 = (await import('node:path')).sep;", "m20"],
    gives: "/",
  },
  {
    name: "a variable of a dynamic import",
    cells: ["let m21 = await import('node:os');", "typeof m21.cpus"],
    gives: "function",
  },
  {
    name: "JSON outside of the notebook's folder",
    cells: ["import m22 from '../package.json';\nm22.name"],
    gives: "linear-networks-course",
  },
  {
    name: "JSON with import attributes",
    cells: [
      "import p28 from '../package.json'\n  with { type: 'json' }; const m28 = 28;\np28.name",
      "[m28, p28.name.length]",
    ],
    gives: "[ 28, 22 ]",
  },
  {
    name: "JSON by a dynamic import with attributes",
    cells: ["const { default: m29 } = await import('../package.json', { with: { type: 'json' } }); m29.name"],
    gives: "linear-networks-course",
  },
  { name: "JSON by require", cells: ["require('../package.json').name"], gives: "linear-networks-course" },
  { name: "two underscores", cells: ["const __m24 = 1;\n__m24", "__m24 + 1"], gives: "2" },
  { name: "three underscores", cells: ["let ___m25 = 1;", "___m25 = 25;", "___m25"], gives: "25" },
  {
    name: "a function with underscores",
    cells: ["function __m26__() { return 26; }", "__m26__()"],
    gives: "26",
  },
  {
    name: "a class whose type cannot be declared",
    cells: ["const m27 = class { private a = 27; get() { return this.a; } };", "new m27().get()"],
    gives: "27",
  },
];

/** @type {LanguageCase[]} */
const namesAfterFailures = [
  {
    name: "a constant before a throw stays",
    cells: ["const n1 = 1; throw new Error('x')", "n1"],
    gives: "1",
  },
  {
    name: "a variable before a throw stays",
    cells: ["let n2 = 2; n2 = 3; throw new Error('x')", "n2"],
    gives: "3",
  },
  {
    name: "a function of a cell that threw stays",
    cells: ["throw new Error('x'); function n3() { return 3; }", "n3()"],
    gives: "3",
  },
  {
    name: "a constant behind a throw is not known",
    cells: ["throw new Error('x'); const n4 = 1;", "n4"],
    fails: "CompileError",
  },
  {
    name: "a variable behind a throw is not known",
    cells: ["if (1) throw new Error('x'); let n5 = 1;", "n5"],
    fails: "CompileError",
  },
  {
    name: "a name behind a throw keeps its value and its type",
    cells: ["const n6 = 'six';", "if (1) throw new Error('x'); const n6 = 6;", "n6.length"],
    gives: "3",
  },
  {
    name: "of several names those before the throw are new",
    cells: [
      "const n7 = 1, o7 = 1;",
      "const n7 = 'new'; if (1) throw new Error('x'); const o7 = 'new';",
      "[n7, o7]",
    ],
    gives: "[ 'new', 1 ]",
  },
  {
    name: "an import of a cell that threw stays",
    cells: ["import { sep as n8 } from 'path'; throw new Error('x')", "n8"],
    gives: "/",
  },
  {
    name: "a constant that is undefined before a throw stays",
    cells: [
      "const n13: number | undefined = 1;",
      "const n13 = [1].find((n) => n > 1); throw new Error('x')",
      "`${n13}`",
    ],
    gives: "undefined",
  },
  {
    name: "a var behind a throw keeps its value and its type",
    cells: ["var n14 = 'six';", "if (1) throw new Error('x'); var n14 = 6;", "n14.length"],
    gives: "3",
  },
  {
    name: "an import behind a throw keeps the older value and its type",
    cells: [
      "const n15 = 'six';",
      "throw new Error('x'); import { existsSync as n15 } from 'fs';",
      "n15.toUpperCase()",
    ],
    gives: "SIX",
  },
  {
    name: "the older value is there until the cell sets the new one",
    cells: [
      "const n16 = 'old'; const m16 = 0;",
      "const n17 = () => n16;",
      "const m16 = (await null, n17()); const n16 = 'new';",
      "[m16, n17()]",
    ],
    gives: "[ 'old', 'new' ]",
  },
  {
    name: "names before a rejected await stay",
    cells: ["const n9 = 9; await Promise.reject(new Error('x'))", "n9"],
    gives: "9",
  },
  {
    name: "a type of a cell that threw stays",
    cells: ["interface N10 { a: number }\nthrow new Error('x')", "const n10: N10 = { a: 10 }; n10.a"],
    gives: "10",
  },
  {
    name: "a cell that does not compile fails again when it is run again",
    cells: ["const n12: number = 'x';", "const n12: number = 'x';"],
    fails: "CompileError",
    says: "Type 'string' is not assignable",
  },
  {
    name: "a cell that does not compile changes nothing",
    cells: ["const n11 = 11;", "const n11: string = 1;", "n11"],
    gives: "11",
  },
];

/** @type {LanguageCase[]} */
const tensors = [
  {
    name: "a vector",
    cells: [
      "import { notebook, tf } from 'linear-networks';\nawait notebook.useBackend();",
      "tf.tensor([1, 2])",
    ],
    gives: "Tensor [2] float32 [1, 2]",
  },
  {
    name: "a matrix",
    cells: ["tf.tensor([[1, -2], [30, 4.5]])"],
    gives: "Tensor [2, 2] float32\n[[  1,  -2],\n [ 30, 4.5]]",
  },
  { name: "a scalar", cells: ["tf.scalar(0.1)"], gives: "Tensor [] float32 0.1" },
  { name: "integers", cells: ["tf.tensor([1, 2], [2], 'int32')"], gives: "Tensor [2] int32 [1, 2]" },
  { name: "booleans", cells: ["tf.tensor([true, false])"], gives: "Tensor [2] bool [true, false]" },
  {
    name: "complex numbers",
    cells: ["tf.complex([1, 0.1], [2, -3])"],
    gives: "Tensor [2] complex64 [1+2i, 0.1-3i]",
  },
  { name: "texts", cells: ["tf.tensor(['a', 'b'])"], gives: 'Tensor [2] string ["a", "b"]' },
  {
    name: "a long vector",
    cells: ["tf.range(0, 2000)"],
    gives: "Tensor [2000] float32 [0, 1, 2, ..., 1997, 1998, 1999]",
  },
  { name: "an empty tensor", cells: ["tf.tensor1d([])"], gives: "Tensor [0] float32 []" },
  { name: "a printed tensor", cells: ["console.log(tf.tensor([3]))"], gives: "Tensor [1] float32 [3]" },
  { name: "in an object", cells: ["({ w: tf.tensor([1]) })"], gives: "{ w: Tensor [1] float32 [1] }" },
  { name: "in a list", cells: ["[tf.tensor([1])]"], gives: "[ Tensor [1] float32 [1] ]" },
  {
    name: "a disposed tensor",
    cells: ["const t12 = tf.tensor([1]); t12.dispose(); t12"],
    gives: "Tensor [1] float32, disposed",
  },
  {
    name: "a variable",
    cells: ["tf.variable(tf.tensor([1, 2]), true, 'w13')"],
    gives: 'Variable "w13" [2] float32 [1, 2]',
  },
  {
    name: "a layer",
    cells: ["const t14 = tf.layers.dense({ units: 2, inputShape: [3], name: 'd14' }); t14"],
    gives: 'Dense "d14", not built yet',
  },
  {
    name: "a model",
    cells: ["const t15 = tf.sequential({ layers: [t14], name: 's15' }); t15"],
    gives: 'Sequential "s15", 8 parameters:\n  Dense "d14", 8 parameters, output [null, 2]',
  },
  {
    name: "a pending promise in an object",
    cells: ["({ p: new Promise<void>(() => {}) })"],
    gives: "{ p: Promise { <pending>: await it for its value } }",
  },
  {
    name: "a promise of a tensor",
    cells: ["Promise.resolve(tf.tensor([1]))"],
    gives: "Promise { Tensor [1] float32 [1] }",
  },
  { name: "a promise that is settled", cells: ["Promise.resolve(4)"], gives: "Promise { 4 }" },
  {
    name: "a typed array tells its length",
    cells: ["[new Float32Array(3)]"],
    gives: "[ Float32Array(3) [ 0, 0, 0 ] ]",
  },
];

/** @type {LanguageCase[]} */
const advice = [
  { name: "print", cells: ["print('hi')"], fails: "CompileError", says: "console.log(…) prints" },
  { name: "a program", cells: ["!ls"], fails: "CompileError", says: "terminal" },
  { name: "a magic", cells: ["%time 1 + 1"], fails: "CompileError", says: "console.time(" },
  {
    name: "another magic",
    cells: ["%matplotlib inline"],
    fails: "CompileError",
    says: "%matplotlib belongs to IPython",
  },
  { name: "a question mark", cells: ["houses?"], fails: "CompileError", says: "press Shift+Tab" },
  {
    name: "an import of Python",
    cells: ["import numpy as np"],
    fails: "CompileError",
    says: "This is Python",
  },
  {
    name: "another import of Python",
    cells: ["from math import sqrt"],
    fails: "CompileError",
    says: "This is Python",
  },
  {
    name: "a function of Python",
    cells: ["def f(x):\n    return x"],
    fails: "CompileError",
    says: "This is Python",
  },
  {
    name: "a name of the library",
    cells: ["fashionMnist"],
    fails: "CompileError",
    says: 'import { data } from "linear-networks", and write data.fashionMnist',
  },
  {
    name: "an unknown name",
    cells: ["nobodyKnows"],
    fails: "CompileError",
    says: "Run All Above Selected Cell",
  },
  { name: "len", cells: ["len([1])"], fails: "CompileError", says: "list.length" },
  {
    name: "a forgotten await",
    cells: ["async function a11() { return [1]; }\na11().length"],
    fails: "CompileError",
    says: "Did you forget to use 'await'?",
  },
  {
    name: "a missing brace",
    cells: ["function a12() {\n  return 1;\n"],
    fails: "CompileError",
    says: "line 1, column 16",
  },
  {
    name: "endless recursion",
    cells: ["function a13(n: number): number { return a13(n + 1) + 1; }\na13(0)"],
    fails: "RangeError",
    says: "... this call again and again",
  },
  {
    name: "a question",
    cells: ["require('readline').createInterface({ input: process.stdin }).question('name? ', () => {})"],
    fails: "InputNotSupported",
    says: "cannot ask for input",
  },
  {
    name: "reading input",
    cells: ["for await (const line of process.stdin) console.log(line)"],
    fails: "InputNotSupported",
  },
  {
    name: "print as a statement",
    cells: ['print "x"'],
    fails: "CompileError",
    says: "console.log(…) prints",
  },
  { name: "an f-string", cells: ['f"{1 + 1}"'], fails: "CompileError", says: "use backquotes" },
  {
    name: "a string of several lines in Python",
    cells: ['const a22 = """one\ntwo"""'],
    fails: "CompileError",
    says: "between backquotes",
  },
  { name: "a comment of Python", cells: ["# a comment"], fails: "CompileError", says: "begins with //" },
  {
    name: "a program that is called without a mark",
    cells: ["pip install numpy"],
    fails: "CompileError",
    says: "terminal",
  },
  {
    name: "a loop of Python",
    cells: ["for i in range(3):\n  print(i)"],
    fails: "CompileError",
    says: "This is Python",
  },
  { name: "a condition of Python", cells: ["if 1 == 1: 2"], fails: "CompileError", says: "This is Python" },
  { name: "a comprehension", cells: ["[i for i in [1, 2]]"], fails: "CompileError", says: "list.map(" },
  { name: "a lambda", cells: ["lambda x: x + 1"], fails: "CompileError", says: "(x) => x + 1" },
  {
    name: "a choice of Python",
    cells: ["1 if true else 2"],
    fails: "CompileError",
    says: "condition ? one : other",
  },
  { name: "words for operators", cells: ["true and false"], fails: "CompileError", says: "Write && for and" },
  { name: "raise", cells: ["raise ValueError('x')"], fails: "CompileError", says: "throw new Error" },
  { name: "two imports of Python", cells: ["import os, sys"], fails: "CompileError", says: "This is Python" },
  { name: "a name of Math", cells: ["sqrt(4)"], fails: "CompileError", says: "Math.sqrt" },
  { name: "a value of Python", cells: ["None"], fails: "CompileError", says: "null or undefined" },
  { name: "a value without a declaration", cells: ["a37 = 5"], fails: "CompileError", says: "const a37 = …" },
  {
    name: "a typed value without a declaration",
    cells: ["a38: number = 5"],
    fails: "CompileError",
    says: "const a38: number",
  },
  {
    name: "a loop without a declaration",
    cells: ["for (a39 of [1]) {}"],
    fails: "CompileError",
    says: "for (const a39 of …)",
  },
  {
    name: "a type before its name",
    cells: ["int a40 = 5;"],
    fails: "CompileError",
    says: "follows the name",
  },
  {
    name: "a return outside of functions",
    cells: ["return 1"],
    fails: "CompileError",
    says: "without return",
  },
  {
    name: "a quotation mark of a word processor",
    cells: ["console.log(“hi”)"],
    fails: "CompileError",
    says: 'Write " instead of “',
  },
  {
    name: "a bracket of full width",
    cells: ["console.log（1）"],
    fails: "CompileError",
    says: "Write ( instead of （",
  },
  {
    name: "the word and in a text",
    cells: ["console.log('this and that'"],
    fails: "CompileError",
    says: "line 1, column 12",
  },
  {
    name: "a missing square bracket",
    cells: ["const a44 = [1, 2\n"],
    fails: "CompileError",
    says: "line 1, column 13",
  },
  {
    name: "a missing brace of an object",
    cells: ["const a45 = {\n  b: { c: 1,\n  d: 2\n}"],
    fails: "CompileError",
    says: "line 1, column 13",
  },
  {
    name: "a missing parenthesis before other lines",
    cells: ["const a46 = (1 + 1\nconst b46 = 1"],
    fails: "CompileError",
    says: "opened in line 1, column 13 is not closed",
  },
  {
    name: "a bracket too many",
    cells: ["console.log(1))"],
    fails: "CompileError",
    says: "This closes no open bracket",
  },
  {
    name: "input from a file descriptor",
    cells: ["require('fs').readFileSync(0)"],
    fails: "InputNotSupported",
    says: "cannot ask for input",
  },
  {
    name: "thousands of signs in a row",
    cells: ["!".repeat(5000) + "1"],
    fails: "CompilerFailure",
    says: "nested too deeply",
  },
  { name: "a stuck key", cells: ["[".repeat(3000)], fails: "CompilerFailure", says: "nested too deeply" },
  { name: "the cell after that", cells: ["1 + 1"], gives: "2" },
  { name: "many nested lists", cells: ["[".repeat(900) + "]".repeat(900) + ".length", "1 + 1"], gives: "2" },
];

/** All cases, by what they are about. */
export const languageCases = {
  values,
  "names of earlier cells": earlierNames,
  "variables shared by cells": variables,
  "asynchronous code": asynchronous,
  language,
  failures,
  "forms of await": formsOfAwait,
  "code pasted from modules": pastedFromModules,
  "names after failures": namesAfterFailures,
  "tensors and promises": tensors,
  "advice to beginners": advice,
};

/**
 * Runs a case.
 *
 * @param {import("../../tools/kernel/client.ts").KernelClient} kernel
 * @param {LanguageCase} languageCase
 * @param {{ pause?: number }} [options] milliseconds to wait after a cell that failed
 * @returns {Promise<{ status: string | undefined, text: string, ename: string | undefined, traceback: string }>} of
 *   the last cell
 */
export async function runCase(kernel, { cells }, { pause = 0 } = {}) {
  let outcome = {
    status: /** @type {string | undefined} */ (""),
    text: "",
    ename: /** @type {string | undefined} */ (""),
    traceback: "",
  };
  for (const cell of cells) {
    const { status, reply, outputs } = await kernel.execute(cell);
    const text = outputs.map(
      ({ content }) =>
        content.text ?? (content.data?.["text/plain"] ? `${content.data["text/plain"]}\n` : ""),
    );
    const traceback = (reply.traceback ?? []).join("\n");
    outcome = { status, text: text.join("").trimEnd(), ename: reply.ename, traceback };
    if (status !== "ok") await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return outcome;
}
