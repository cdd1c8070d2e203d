import type { Partner } from "./partner.ts";
import type { Contender } from "./rounds.ts";

/** files, for both sides */
export type Inputs = { W: string; orders: readonly string[]; batchSize: number; learningRate: number };

/** Which model learns from which batches: names of partner.py. */
const forms = {
  "PyTorch, the lecture's way, DataLoader": { model: "LectureScratch", batches: "loader" },
  "PyTorch, fastest form, resident tensor": { model: "Fused", batches: "resident" },
  "PyTorch, concise, DataLoader": { model: "Concise", batches: "loader" },
  "NumPy with OpenBLAS": { model: "NumPy", batches: "arrays" },
  "PyTorch, fastest form, slices": { model: "Fused", batches: "resident", contiguous: true },
};

/** What is measured in Python. */
export function theirSide(partner: Partner, { W, orders, batchSize, learningRate }: Inputs): Contender[] {
  const epochContenders = Object.entries(forms).map(([name, { model, batches, ...more }]) => ({
    name,
    run: (round: number) => {
      const order = "contiguous" in more ? null : orders[round];
      return partner.ask({ task: "epoch", model, batches, order, W, batchSize, learningRate });
    },
  }));
  return [
    ...epochContenders,
    { name: "Python's loading", run: () => partner.ask({ task: "load" }), prepare: touchMemory(partner) },
    { name: "DataLoader's shuffled pass", run: () => partner.ask({ task: "pass", batchSize }) },
  ];
}

/**
 * To be done before each loading, on both sides: what the virtual machine's host must supply first takes three times as
 * long, and would fall to the side that happens to allocate it.
 */
export const touchMemory = (partner: Partner) => () => partner.ask({ task: "touch", bytes: 2 ** 29 });
