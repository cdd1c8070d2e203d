import { agree, ratioOf, relativeSpread, spreadOf } from "./statistics.ts";

import type { Row } from "./rows.ts";
import type { Spread } from "./statistics.ts";

/** What one run took, and what it came to. */
interface Run {
  seconds: number;
  processor: number;
  [what: string]: unknown;
}

export interface Contender {
  name: string;
  run: (round: number) => Promise<Run>;
  /** called before each run, outside its time */
  prepare?: () => Promise<unknown>;
}

/** of a row */
export interface Result {
  row: Row;
  /** seconds */
  ours: Spread;
  /** seconds */
  theirs: Spread;
  /** ours / theirs, by the clock */
  ratio: Spread;
  /** ours / theirs, of the time that processors worked, which other programs disturb less */
  processor: Spread;
  /** void: the two sides computed different things */
  verdict: "met" | "missed" | "void" | "for information";
  /** what they computed, where that differs */
  difference?: string;
}

interface RoundsOptions {
  /** how many rounds are counted */
  rounds: number;
  /** how many there may be if the times spread widely */
  atMost: number;
  /** how wide is wide: the distance of the quartiles, as a share of the median */
  spread: number;
  /** called before each run */
  onRun?: (round: number, contender: string) => void;
  signal?: AbortSignal;
}

/**
 * Runs all contenders once per round, one after the other. Each round begins with another contender, so that none
 * always has the same neighbour. The first round warms up and is not counted.
 *
 * @returns the runs of each contender, one per round
 */
export async function runRounds(
  contenders: Contender[],
  { rounds, atMost, spread, onRun, signal }: RoundsOptions,
): Promise<Map<string, Run[]>> {
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  const isSteady = () =>
    [...runs.values()].every((all) => relativeSpread(spreadOf(all.map(({ seconds }) => seconds))) <= spread);
  for (let round = 0; round <= rounds || (round <= atMost && !isSteady()); round++) {
    for (let i = 0; i < contenders.length; i++) {
      signal?.throwIfAborted();
      const { name, run, prepare } = contenders[(i + round) % contenders.length];
      onRun?.(round, name);
      await prepare?.();
      const ran = await run(round);
      if (round > 0) runs.get(name)?.push(ran);
    }
  }
  return runs;
}

/** What a row came to. */
export function resultOf(row: Row, runs: Map<string, Run[]>): Result {
  const [ours, theirs] = [row.ours, row.theirs].map((name) => {
    const found = runs.get(name);
    if (!found || found.length === 0) throw new RangeError(`resultOf: there is no run of ${name}.`);
    return found;
  });
  const seconds = (all: Run[]) => all.map((each) => each.seconds);
  const processor = (all: Run[]) => all.map((each) => each.processor);
  const ratio = ratioOf(seconds(ours), seconds(theirs));
  const difference = ours
    .flatMap((run, round) =>
      row.same.map((what) => ({ what, ours: Number(run[what]), theirs: Number(theirs[round][what]) })),
    )
    .find((pair) => !agree(pair.ours, pair.theirs));
  const judged = row.atMost === undefined ? "for information" : ratio.median <= row.atMost ? "met" : "missed";
  return {
    row,
    ours: spreadOf(seconds(ours)),
    theirs: spreadOf(seconds(theirs)),
    ratio,
    processor: ratioOf(processor(ours), processor(theirs)),
    verdict: difference ? "void" : judged,
    ...(difference && { difference: `${difference.what} ${difference.ours} and ${difference.theirs}` }),
  };
}
