import { Failure } from "../setup/shared/failure.mjs";
import { parseOptions } from "../setup/shared/parse-options.mjs";
import { rows } from "./rows.ts";

/**
 * What `npm run bench` was asked for.
 *
 * @param args the words of the command line
 * @throws Failure where they make no sense
 */
export function benchOptions(args: string[]) {
  const { values } = parseOptions({
    args,
    options: {
      rounds: { type: "string" },
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { only = "", quick, write, help } = values;
  if (quick && values.rounds !== undefined) throw new Failure("--quick and --rounds: one of the two");
  if (write && (quick || only !== "")) {
    throw new Failure(`--write takes a whole measurement, without ${quick ? "--quick" : "--only"}`);
  }
  const given = values.rounds ?? (quick ? "3" : "9");
  if (!/^[1-9]\d*$/.test(given)) throw new Failure(`--rounds must be a whole number ≥ 1, got ${given}`);
  const chosen = rows.filter(({ name, theirs }) => `${name} ${theirs}`.includes(only));
  if (chosen.length === 0) throw new Failure(`--only ${only}: no comparison has this in its name`);
  const rounds = Number(given);
  return { rows: chosen, rounds, atMost: quick ? rounds : 2 * rounds, write, help };
}
