import type { typescript } from "./tslab";

/** Declarations are set aside from this many characters on: about fifty cells with two short ones each. */
const enough = 4000;
/** The file into which tslab writes the declarations of earlier cells, and the files that hold the older ones. */
const latestFile = "__prev__.d.ts";
const olderFile = /__older_(\d+)__\.d\.ts$/;

/**
 * Keeps the declarations of all but the latest cells of a long notebook in files that never change. tslab has one file for
 * all earlier cells, which it writes, reads and binds again for each cell. Here this file stays short: TypeScript looks for
 * a name that is missing in it in the older files, as it looks outside a function for a name that is not declared inside.
 */
export class OlderDeclarations {
  readonly #texts: string[] = [];

  /** Sets declarations aside if they are long, and returns those that are left. */
  setAside(declarations: string): string {
    if (declarations.length < enough) return declarations;
    this.#texts.push(declarations);
    return "";
  }

  /** A file system that also contains these files. */
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

  /** Links the files of a program, so that names are found from one to the next; returns them, the latest first. */
  link(program: typescript.Program): Set<typescript.SourceFile> {
    const { length } = this.#texts;
    const numberOf = (name: string) =>
      name.endsWith(latestFile) ? length : Number(olderFile.exec(name)?.[1] ?? -1);
    const files = program
      .getSourceFiles()
      .filter(({ fileName }) => numberOf(fileName) >= 0)
      .sort((one, other) => numberOf(other.fileName) - numberOf(one.fileName));
    // tslab links a cell to the file of earlier cells in the same way.
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
