import { CsvError, parse, type Parser } from "csv-parse";
import { assertWhole } from "../base/assertions";
import { cannotRead, DataFileError } from "../base/errors";
import { files } from "../platform";
import type { Sample } from "./dataset";

/** How CSV files are read here: each record with the number of its line, and no record beyond 1 MiB in memory. */
export const csvOptions = { bom: true, info: true, skipEmptyLines: true, maxRecordSize: 2 ** 20 } as const;

/** A record as csv-parse gives it with these options. */
export interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The number that a field holds in decimal notation, with or without an exponent and blanks around it.
 *
 * @param where the function, the column and the line, for the message
 * @throws DataFileError if it holds something else, even what JavaScript takes for a number, such as "0x10", "" or "Infinity"
 */
export function decimalNumber(where: string, text: string): number {
  const value = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  throw new DataFileError(
    "wrong value",
    `${where} must be a finite decimal number, got ${JSON.stringify(text)}.`,
  );
}

/**
 * The samples of a CSV file with a header, one at a time, so that the file may be larger than memory. A file that is
 * a header and nothing else has no samples.
 *
 * @example writeDatasetFile("houses.rows", csvSamples("king-county-sales.csv",
 *   { features: ["bedrooms", "bathrooms", "sqft_living"], target: "price" }));
 * @param path the file
 * @param columns which columns are the features, in this order, and which one is the target
 * @throws RangeError on first use if no feature is named; DataFileError on the first use if the file cannot be read, is
 *   empty, lacks a column or has it twice; later, with the line, if a value is not a decimal number, or a row is short,
 *   long, or of more than 1 MiB
 */
export async function* csvSamples(
  path: string,
  { features, target }: { features: readonly string[]; target: string },
): AsyncGenerator<Sample, void, undefined> {
  assertWhole("csvSamples", "the number of features", features.length, 1);
  let places: number[] | undefined;
  for await (const { record, info } of recordsOf("csvSamples", path)) {
    if (places === undefined) {
      places = [...features, target].map((name) => placeOf(path, record, name));
      continue;
    }
    const values = places.map((place) =>
      decimalNumber(`csvSamples: column ${place + 1} of line ${info.lines} of ${path}`, record[place]),
    );
    yield { x: values.slice(0, -1), y: values[values.length - 1] };
  }
}

/**
 * The names in the header of a CSV file, in their order; no more is read than the first records take.
 *
 * @throws DataFileError if the file cannot be read or is empty
 */
export async function csvColumns(path: string): Promise<string[]> {
  let columns: readonly string[] = [];
  for await (const { record } of recordsOf("csvColumns", path)) {
    columns = record;
    break;
  }
  return [...columns];
}

/** The records of a file, the header first. @throws DataFileError if it cannot be read or is empty */
async function* recordsOf(caller: string, path: string): AsyncGenerator<CsvRecord, void, undefined> {
  const parser = parse(csvOptions);
  void feed(parser, path);
  let isEmpty = true;
  try {
    for await (const record of parser as AsyncIterable<CsvRecord>) {
      isEmpty = false;
      yield record;
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) cannotRead(`${caller}: ${path}`)(cause as Error);
    const message = `${caller}: ${path} cannot be read: ${(cause as Error).message}`;
    throw new DataFileError("wrong format", message, { cause });
  }
  if (!isEmpty) return;
  const wanted = "must begin with a header that names its columns";
  throw new DataFileError("empty", `${caller}: ${path} ${wanted}, got none.`);
}

/** Hands a file to a parser, no faster than its records are taken. */
async function feed(parser: Parser, path: string): Promise<void> {
  try {
    for await (const chunk of files.stream(path)) {
      await new Promise<void>((done, fail) => {
        parser.write(chunk, (error) => (error ? fail(error) : done()));
      });
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function placeOf(path: string, header: readonly string[], name: string): number {
  const place = header.indexOf(name);
  if (place >= 0 && place === header.lastIndexOf(name)) return place;
  const wanted = place < 0 ? "a column" : "only one column";
  const [some, rest] = [header.slice(0, 20).map((each) => JSON.stringify(each)), header.length - 20];
  throw new DataFileError(
    "wrong header",
    `csvSamples: ${path} must have ${wanted} ${JSON.stringify(name)}, got ${some.join(", ")}` +
      `${rest > 0 ? ` and ${rest} more` : ""}. Column names must match to the letter.`,
  );
}
