/**
 * The table in which cells find the names of earlier cells. Constants, functions and classes are values in it;
 * a `let` or `var` is a getter and a setter of the cell that declared it.
 */
export class Names {
  /** Behind the table: a getter here is found where the table has no value of its own. */
  readonly #shared = Object.create(null) as Record<string, unknown>;
  readonly #own = Object.create(this.#shared) as Record<string, unknown>;

  /** What cells get as `exports`. */
  readonly table: Record<string, unknown> = new Proxy(this.#own, {
    // TypeScript defines imported names by getters; here they are values, which a later cell can replace.
    defineProperty: (_target, name, { get, value }) => {
      if (name !== "__esModule") this.#own[name as string] = get ? (get as () => unknown)() : value;
      return true;
    },
  });

  /** Called by a cell: shares its variables with later cells, through a getter and a setter each. */
  readonly share = (accessors: object) => {
    for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      delete this.#own[name];
      Object.defineProperty(this.#shared, name, { ...accessor, enumerable: true, configurable: true });
    }
  };

  /**
   * Frees names that a cell is about to declare. A variable of an earlier cell is no longer that cell's: its
   * last value is kept in case the cell fails before it sets one.
   *
   * @returns puts back the values of those names that the cell has not assigned, and returns them
   */
  redeclare(declared: string[]): () => Set<string> {
    const before = new Map(declared.map((name) => [name, this.#valueOf(name)]));
    for (const name of declared.filter((each) => each in this.#shared)) {
      delete this.#shared[name];
      this.#own[name] = before.get(name);
    }
    return () => {
      const unassigned = new Set(declared.filter((name) => !this.#isAssigned(name)));
      for (const name of unassigned) {
        delete this.#shared[name];
        this.#own[name] = before.get(name);
      }
      return unassigned;
    };
  }

  /** The value of a name, which is taken out of the table. */
  take(name: string): unknown {
    const value = this.#own[name];
    delete this.#own[name];
    return value;
  }

  #valueOf(name: string): unknown {
    try {
      return this.#own[name];
    } catch {
      return undefined; // the cell failed before the variable's declaration
    }
  }

  /** Compiled code sets all names that it declares to undefined first. */
  #isAssigned(name: string): boolean {
    try {
      if (name in this.#shared) return (void this.#shared[name], true);
      return this.#own[name] !== undefined;
    } catch {
      return false;
    }
  }
}
