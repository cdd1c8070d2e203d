/** Indices of the numbers that the main thread and the control thread share in an Int32Array. */
export const places = {
  /** 1 from an interrupt until its cell has ended: loops stop when they see it. It has to be the first. */
  stop: 0,
  /** Number of the latest interrupt that was requested. */
  asked: 1,
  /** Number of the latest interrupt that has reached its code. */
  handled: 2,
  /** 1 while a cell runs synchronously, so that a real SIGINT makes Node end it. */
  synchronous: 3,
  /** Number of the interrupt for which a real SIGINT was sent. */
  signalled: 4,
  /** 1 when the control thread has closed its sockets. */
  closed: 5,
  /** Number of the interrupt for which the main thread's code was terminated. */
  terminated: 6,
  /** 1 while a cell is being stopped because the memory is nearly used up. */
  outOfMemory: 7,
  /** Number of the cell that executes, counted from 1; 0 between cells. */
  executing: 8,
};

/** Creates the numbers, all 0, in memory that threads can share. */
export function createState(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * Object.keys(places).length));
}
