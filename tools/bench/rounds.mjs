import { agree, ratioOf, relativeSpread, spreadOf } from "./statistics.mjs";

/** @import { Row } from "./rows.mjs" */
/** @import { Spread } from "./statistics.mjs" */

/**
 * @typedef {{ seconds: number, processor: number } & Record<string, any>} Run what one run took, and what it came to
 * @typedef {object} Contender
 * @property {string} name
 * @property {(round: number) => Promise<Run>} run
 * @property {() => Promise<unknown>} [prepare] called before each run, outside its time
 * @typedef {object} Result of a row
 * @property {Row} row
 * @property {Spread} ours seconds
 * @property {Spread} theirs seconds
 * @property {Spread} ratio ours / theirs, by the clock
 * @property {Spread} processor ours / theirs, of the time that processors worked, which other programs disturb less
 * @property {"met" | "missed" | "void" | "for information"} verdict void: the two sides computed different things
 * @property {string} [difference] what they computed, where that differs
 */

/**
 * Runs all contenders once a round, one after the other, each round beginning with another one, so that none
 * has always the same neighbour. The first round warms up and is not counted.
 *
 * @param {Contender[]} contenders
 * @param {object} options
 * @param {number} options.rounds how many are counted
 * @param {number} options.atMost rounds, where the times spread widely
 * @param {number} options.spread how wide is wide: the distance of the quartiles, as a share of the median
 * @param {(round: number, contender: string) => void} [options.onRun] called before each run
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<Map<string, Run[]>>} the runs of each contender, one a round
 */
export async function runRounds(contenders, { rounds, atMost, spread, onRun, signal }) {
  /** @type {Map<string, Run[]>} */
  const runs = new Map(contenders.map(({ name }) => [name, []]));
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

/**
 * What a row came to.
 *
 * @param {Row} row
 * @param {Map<string, Run[]>} runs
 * @returns {Result}
 */
export function resultOf(row, runs) {
  const [ours, theirs] = [row.ours, row.theirs].map((name) => {
    const found = runs.get(name);
    if (!found || found.length === 0) throw new RangeError(`resultOf: there is no run of ${name}.`);
    return found;
  });
  const seconds = (/** @type {Run[]} */ all) => all.map((each) => each.seconds);
  const processor = (/** @type {Run[]} */ all) => all.map((each) => each.processor);
  const ratio = ratioOf(seconds(ours), seconds(theirs));
  const difference = ours
    .flatMap((run, round) => row.same.map((what) => ({ what, ours: run[what], theirs: theirs[round][what] })))
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
