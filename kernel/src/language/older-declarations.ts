import type { typescript } from "./tslab";

/** From how many characters on declarations are set aside: some fifty cells of two short ones each. */
const enough = 4000;
/** The file that tslab writes the declarations of earlier cells into, and those that hold the older of them. */
const latestFile = "__prev__.d.ts";
const olderFile = /__older_(\d+)__\.d\.ts$/;

/**
 * What the cells of a long notebook declare, but for the latest of them, in files that never change. tslab has one file for
 * all earlier cells, and writes, reads and binds the whole of it again for each cell. Here it stays short: a name that is not
 * found in it is looked for in the files behind it, as TypeScript looks for a name that a function does not declare.
 */
export class OlderDeclarations {
  readonly #texts: string[] = [];

  /** Sets declarations aside if they are long, and returns those that are left. */
  setAside(declarations: string): string {
    if (declarations.length < enough) return declarations;
    this.#texts.push(declarations);
    return "";
  }

  /** A file system that has these files as well. */
  filesOver(system: typescript.System): typescript.System {
    const files: Partial<typescript.System> = {
      readFile: (path, encoding) => {
        const text = this.#textOf(path) ?? system.readFile(path, encoding);
        return path.endsWith(latestFile) ? this.#referenceTo(this.#texts.length - 1) + text : text;
      },
      fileExists: (path) => this.#textOf(path) !== undefined || system.fileExists(path),
      watchFile: (path, ...rest) =>
        this.#textOf(path) === undefined ? system.watchFile!(path, ...rest) : { close: () => {} },
    };
    return Object.assign(Object.create(system) as typescript.System, files);
  }

  /** Makes names known from file to file in a program, and returns the files, the latest first. */
  link(program: typescript.Program): Set<typescript.SourceFile> {
    const { length } = this.#texts;
    const numberOf = (name: string) =>
      name.endsWith(latestFile) ? length : Number(olderFile.exec(name)?.[1] ?? -1);
    const files = program
      .getSourceFiles()
      .filter(({ fileName }) => numberOf(fileName) >= 0)
      .sort((one, other) => numberOf(other.fileName) - numberOf(one.fileName));
    // What tslab does with a cell and the file of earlier cells.
    for (const [index, file] of files.entries()) Object.assign(file, { parent: files[index + 1] });
    return new Set(files);
  }

  #textOf(path: string): string | undefined {
    const number = Number(olderFile.exec(path)?.[1] ?? -1);
    const text = this.#texts[number] as string | undefined;
    return text === undefined ? undefined : `${this.#referenceTo(number - 1)}export {};\n${text}`;
  }

  #referenceTo(number: number): string {
    return number < 0 ? "" : `/// <reference path="./__older_${number}__.d.ts" />\n`;
  }
}
