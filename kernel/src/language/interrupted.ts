/** Thrown into a cell that the user interrupts. */
export class Interrupted extends Error {
  constructor(message = "the cell was interrupted") {
    super(message);
    this.name = "Interrupted";
  }
}

/** Thrown into a cell that has nearly used up the memory. */
export class OutOfMemory extends Interrupted {
  constructor() {
    super(
      "the cell was stopped because it had nearly used up the memory for JavaScript's objects; what it had declared is " +
        "gone. Work on a part of the data at a time, or keep numbers in typed arrays or tensors. If memory stays " +
        "short, restart the kernel",
    );
    this.name = "OutOfMemory";
  }
}
