"use strict";

/** Thrown into a cell that the user interrupts. */
class Interrupted extends Error {
  constructor() {
    super("the cell was interrupted");
    this.name = "Interrupted";
  }
}

module.exports = { Interrupted };
