/** What is left to do when a cell has ended that declared names again. */
export interface Redeclaration {
  /** Puts back the values of those names that the cell has not assigned, or of all, and returns their names. */
  restore: (all: boolean) => Set<string>;
  /**
   * Disposes of the tensors and models that a cell which was run again has replaced: nobody could, any more.
   * Those of another cell may still be used by its functions.
   */
  disposeReplaced: () => void;
}

/**
 * The table in which cells find the names of earlier cells. Constants, functions and classes are values in it;
 * a `let` or `var` is a getter and a setter of the cell that declared it.
 */
export class Names {
  /** Behind the table: a getter here is found where the table has no value of its own. */
  readonly #shared = Object.create(null) as Record<string, unknown>;
  /** What cells get as `exports`. */
  readonly table = Object.create(this.#shared) as Record<string, unknown>;

  /** Called by a cell: shares its variables with later cells, through a getter and a setter each. */
  readonly share = (accessors: object) => {
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      delete this.table[name];
      Object.defineProperty(this.#shared, name, { ...accessor, enumerable: true, configurable: true });
    }
  };

  /** Of each name, all those that its cell declares. */
  readonly #ofCell = new Map<string, Set<string>>();

  /**
   * Frees names that a cell is about to declare. A variable of an earlier cell is no longer that cell's: its
   * last value is kept in case the cell fails before it sets one.
   */
  redeclare(declared: string[]): Redeclaration {
    const before = new Map(declared.map((name) => [name, this.valueOf(name)]));
    const names = new Set(declared);
    const again = declared.filter((name) => isSubset(this.#ofCell.get(name), names));
    for (const name of declared) this.#ofCell.set(name, names);
    for (const name of declared.filter((each) => each in this.#shared)) {
      delete this.#shared[name];
      this.table[name] = before.get(name);
    }
    return {
      restore: (all) => {
        const unassigned = new Set(declared.filter((name) => all || !this.#isAssigned(name)));
        for (const name of unassigned) {
          delete this.#shared[name];
          this.table[name] = before.get(name);
        }
        return unassigned;
      },
      disposeReplaced: () => this.#dispose(again.map((name) => before.get(name))),
    };
  }

  /** Disposes of what no name refers to any more, directly or through a collection. */
  #dispose(values: unknown[]) {
    const candidates = [...reachable(values, isCollection)].filter(isDisposable);
    if (candidates.length === 0) return;
    const names = Object.keys(Object.assign({}, descriptorsOf(this.#shared), descriptorsOf(this.table)));
    const inUse = reachable(
      names.map((name) => this.valueOf(name)),
      (value) => !ArrayBuffer.isView(value) && !("__esModule" in value),
    );
    for (const value of candidates) {
      try {
        if (!inUse.has(value) && value.isDisposed !== true) value.dispose();
      } catch {
        // It was disposed of already.
      }
    }
  }

  /** The value of a name, which is taken out of the table. */
  take(name: string): unknown {
    const value = this.table[name];
    delete this.table[name];
    return value;
  }

  /** Undefined where there is none. */
  valueOf(name: string): unknown {
    try {
      return this.table[name];
    } catch {
      return undefined; // the cell failed before the variable's declaration
    }
  }

  /** Compiled code sets all names that it declares to undefined first. */
  #isAssigned(name: string): boolean {
    try {
      if (name in this.#shared) return (void this.#shared[name], true);
      return this.table[name] !== undefined;
    } catch {
      return false;
    }
  }
}

const descriptorsOf = (table: object) => Object.getOwnPropertyDescriptors(table);

interface Disposable {
  dispose(): void;
  isDisposed?: boolean;
}

function isDisposable(value: unknown): value is Disposable {
  if (typeof value !== "object" || value === null || "__esModule" in value) return false;
  return typeof (value as Disposable).dispose === "function";
}

/** Lists, plain objects, maps and sets: what is inside of them belongs to whoever has them. */
function isCollection(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** All objects that are found in values, and inside of those objects that are looked into. */
function reachable(values: unknown[], isLookedInto: (value: object) => boolean): Set<object> {
  const found = new Set<object>();
  const waiting = [...values];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || found.has(value)) continue;
    found.add(value);
    try {
      // The arguments of a call are limited, and a list may be long.
      if (isLookedInto(value)) for (const member of membersOf(value)) waiting.push(member);
    } catch {
      // A proxy that cannot be inspected.
    }
  }
  return found;
}

function membersOf(value: object): Iterable<unknown> {
  if (value instanceof Set) return value;
  if (Array.isArray(value)) return value as unknown[];
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flat();
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((each) => each.value as unknown);
}

function isSubset(names: Set<string> | undefined, others: Set<string>): boolean {
  return names !== undefined && [...names].every((name) => others.has(name));
}
