import fs from "node:fs";
import { Readable } from "node:stream";

/** Thrown by code that asks for input. */
export class InputNotSupported extends Error {
  constructor() {
    super('the kernel cannot ask for input: assign the value in the cell, for example const name = "Ada";');
    this.name = "InputNotSupported";
  }
}

/** An input that throws an error when it is read from. With any other input, the reader would wait forever. */
class NoInput extends Readable {
  readonly isTTY = false;
  readonly fd = 0;

  override on(...[event, listener]: Parameters<Readable["on"]>): this {
    if (["data", "readable", "keypress"].includes(String(event))) throw new InputNotSupported();
    return super.on(event, listener);
  }

  override read(): never {
    throw new InputNotSupported();
  }

  override resume(): never {
    throw new InputNotSupported();
  }
}

/** Makes asking for input an error. */
export function refuseInput() {
  const input = new NoInput();
  Object.defineProperty(process, "stdin", { configurable: true, enumerable: true, get: () => input });
  for (const name of ["readFileSync", "readSync"] as const) {
    const read = fs[name] as (...passed: unknown[]) => unknown;
    const replaced = (...passed: unknown[]) => {
      if (passed[0] === input.fd || passed[0] === "/dev/stdin") throw new InputNotSupported();
      return read(...passed);
    };
    Object.assign(fs, { [name]: replaced });
  }
}
