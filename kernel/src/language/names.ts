/** What has to be done at the end of a cell that declares names again. */
export interface Redeclaration {
  /** Restores the older values of the names that the cell has not assigned, or of all, and returns these names. */
  restore: (all: boolean) => Set<string>;
  /**
   * Disposes of the tensors and models that a repeated cell has replaced, because no code can reach them any more.
   * Those of other cells are kept: the functions of these cells may still use them.
   */
  disposeReplaced: () => void;
}

/**
 * The table in which cells find the names of earlier cells. Constants, functions and classes are values in it;
 * a variable is a getter and a setter of the cell that declared it.
 */
export class Names {
  /** The table's prototype, with the getters of variables: they are found if the table has no value of its own. */
  readonly #shared = Object.create(null) as Record<string, unknown>;
  /** The `exports` of all cells. */
  readonly table = Object.create(this.#shared) as Record<string, unknown>;

  /** Called by a cell: shares its variables with later cells, through a getter and a setter each. */
  readonly share = (accessors: object) => {
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      delete this.table[name];
      Object.defineProperty(this.#shared, name, { ...accessor, enumerable: true, configurable: true });
    }
  };

  /** For each name, all names that its cell declares. */
  readonly #ofCell = new Map<string, Set<string>>();

  /**
   * Frees names that a cell is about to declare. A variable is separated from the cell that declared it earlier, and
   * its last value is kept in case the new cell fails before it sets one.
   */
  redeclare(declared: string[]): Redeclaration {
    const before = new Map(declared.map((name) => [name, this.valueOf(name)]));
    const names = new Set(declared);
    const again = declared.filter((name) => isSubset(this.#ofCell.get(name), names));
    for (const name of declared) this.#ofCell.set(name, names);
    const putBack = (name: string) => {
      delete this.#shared[name];
      this.table[name] = before.get(name);
    };
    declared.filter((name) => name in this.#shared).forEach(putBack);
    return {
      restore: (all) => {
        const unassigned = new Set(declared.filter((name) => all || !this.#isAssigned(name)));
        unassigned.forEach(putBack);
        return unassigned;
      },
      disposeReplaced: () => this.#dispose(again.map((name) => before.get(name))),
    };
  }

  /** Disposes of values to which no name refers any more, directly or through a collection. */
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

  /** Removes a name from the table and returns its value. */
  take(name: string): unknown {
    const value = this.table[name];
    delete this.table[name];
    return value;
  }

  /** The value of a name; undefined if it has none. */
  valueOf(name: string): unknown {
    try {
      return this.table[name];
    } catch {
      return undefined; // the cell failed before the variable's declaration
    }
  }

  /** Compiled code first sets all names that it declares to undefined. */
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

/** Whether a value is a list, a plain object, a map or a set, which own what they contain. */
function isCollection(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** All objects among the values, and all objects inside those that `isLookedInto` accepts. */
function reachable(values: unknown[], isLookedInto: (value: object) => boolean): Set<object> {
  const found = new Set<object>();
  const waiting = [...values];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || found.has(value)) continue;
    found.add(value);
    try {
      // Not push(...members): a call takes a limited number of arguments.
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
