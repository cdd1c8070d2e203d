import { notebook, random, type Random } from "linear-networks";
import type { Described, Exercise, Mistake } from "./exercise";
import { errorOfAnswer, needed } from "./needed";
import { copyOf, formOf, holdsNaN, type Plain, sameWithin, toPlain } from "./values";

/** An exercise whose answer is a function. It is tried on fresh inputs, beside a function that is right. */
export interface FunctionExerciseOptions<Args extends unknown[], Result> extends Described {
  /** Draws the arguments of one trial. The same seed must give equal arguments; they are copied. */
  readonly inputs: (rng: Random) => Args;
  /** How many inputs to try, at least 2. Default: 4. */
  readonly trials?: number;
  /** A function that is right. */
  readonly solution: (...args: Args) => Result;
  /** How far a number may be off, or by which share of it where it is larger than 1. Default: 10⁻⁴, for float32. */
  readonly within?: number;
  /** Functions that make the mistakes to be expected. */
  readonly mistakes: readonly Mistake<(...args: Args) => Result>[];
  /** What to say of a mistake that nobody expected. */
  readonly hint: string;
}

const firstSeed = 1000;

/** What calling a function came to. */
type Outcome = { readonly result: Plain } | { readonly threw: Error };

/**
 * An exercise whose answer is a function of plain numbers, arrays or tensors. It is called with fresh inputs,
 * each time the same ones; where what it returns is what one of the expected mistakes returns, that mistake's
 * hint is given. Tensors that it makes are freed.
 */
export function functionExercise<Args extends unknown[], Result>(
  options: FunctionExerciseOptions<Args, Result>,
): Exercise<(...args: Args) => Result | Promise<Result>> {
  const { title, level, kind, shows, inputs, trials = 4, solution, within = 1e-4, mistakes, hint } = options;
  const outcomesOf = async (answer: (...args: Args) => unknown) => {
    const outcomes: Outcome[] = [];
    for (let trial = 0; trial < trials; trial++)
      outcomes.push(await call(answer, () => inputs(random(firstSeed + trial))));
    return outcomes;
  };
  const same = (a: readonly Outcome[], b: readonly Outcome[]) =>
    a.every((each, i) => alike(each, b[i], within));

  const judge = async (answer: (...args: Args) => unknown): Promise<notebook.Judgement> => {
    if (typeof answer !== "function") return { verdict: "wrong", hint: "A function is wanted." };
    const got = await outcomesOf(answer);
    if (got.some((each) => "threw" in each && each.threw instanceof notebook.NotAnsweredError))
      return { verdict: "unanswered" };
    const wanted = await outcomesOf(solution);
    if (same(got, wanted)) return { verdict: "right", shows };
    for (const mistake of mistakes) {
      if (same(got, await outcomesOf(mistake.answer))) return { verdict: "wrong", hint: mistake.hint };
    }
    return { verdict: "wrong", hint: describe(got, wanted, within) ?? hint };
  };
  const constant = () => solution(...inputs(random(firstSeed)));
  return { title, level, kind, shows, form: "function", solution, mistakes, hint, constant, judge };
}

async function call<Args extends unknown[]>(
  f: (...args: Args) => unknown,
  inputs: () => Args,
): Promise<Outcome> {
  return notebook.inScope(async () => {
    const given = await needed(() => copyOf(inputs()));
    try {
      return { result: toPlain(await f(...given)) };
    } catch (error) {
      return { threw: errorOfAnswer(error) };
    }
  });
}

function alike(a: Outcome, b: Outcome, within: number): boolean {
  if ("threw" in a || "threw" in b) return "threw" in a && "threw" in b && a.threw.name === b.threw.name;
  return sameWithin(a.result, b.result, within);
}

/** What can be said without knowing the mistake: an error, another form, a NaN. */
function describe(got: readonly Outcome[], wanted: readonly Outcome[], within: number): string | undefined {
  const first = got.findIndex((each, i) => !alike(each, wanted[i], within));
  const [mine, right] = [got[first], wanted[first]];
  if ("threw" in mine) return `It threw ${mine.threw.name}: ${mine.threw.message}`;
  if ("threw" in right) return "There are inputs that it must refuse by throwing, and it does not.";
  const [form, wantedForm] = [formOf(mine.result), formOf(right.result)];
  if (form !== wantedForm) return `It returns ${form}; ${wantedForm} is wanted.`;
  return holdsNaN(mine.result) && !holdsNaN(right.result)
    ? "It returns NaN where a number is wanted."
    : undefined;
}
