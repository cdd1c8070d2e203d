/** The numbers that the main thread and the control thread share: their places in one Int32Array. */
export const places = {
  /** 1 from an interrupt until its cell has ended: loops look here, and stop. It has to be the first. */
  stop: 0,
  /** Number of the latest interrupt asked for. */
  asked: 1,
  /** Number of the latest interrupt that reached the code it was meant for. */
  handled: 2,
  /** 1 while a cell runs synchronously, where Node lets a real SIGINT end it. */
  synchronous: 3,
  /** Number of the interrupt for which a real SIGINT was sent. */
  signalled: 4,
  /** 1 when the control thread has closed its sockets. */
  closed: 5,
  /** Number of the interrupt for which the main thread's execution was ended, wherever it was. */
  terminated: 6,
  /** 1 where a cell is stopped because the memory is nearly used up. */
  outOfMemory: 7,
  /** Number of the cell that executes, counted from 1; 0 between cells. */
  executing: 8,
};

/** All zeros, in memory that threads share. */
export function createState(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * Object.keys(places).length));
}
