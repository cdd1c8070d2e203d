import { parse } from "csv-parse";
import { createReadStream } from "node:fs";
import type { Sample } from "./write-dataset-file";

/**
 * The samples of a CSV file with a header, one at a time, so that the file may be larger than memory.
 *
 * @example writeDatasetFile("houses.rows", csvSamples("king-county-sales.csv",
 *   { features: ["bedrooms", "bathrooms", "sqft_living"], target: "price" }));
 * @param path the file
 * @param columns which columns are the features, in this order, and which one is the target
 * @throws Error on the first use if the file cannot be read or lacks a column; later, with the line, if a value is
 *   no number or a row is short or long
 */
export async function* csvSamples(
  path: string,
  { features, target }: { features: readonly string[]; target: string },
): AsyncGenerator<Sample, void, undefined> {
  const text = createReadStream(path);
  const rows = text.pipe(parse({ bom: true, info: true, skipEmptyLines: true }));
  // pipe() hands on data only, so that without this a missing file would never end.
  text.on("error", (error) => rows.destroy(error));
  let places: number[] | undefined;
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (places === undefined) {
        places = [...features, target].map((name) => placeOf(path, record, name));
        continue;
      }
      const values = places.map((place) => numberAt(path, record, { place, line: info.lines }));
      yield { x: values.slice(0, -1), y: values[values.length - 1] };
    }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("csvSamples:")) throw error;
    throw new Error(`csvSamples: ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  } finally {
    text.destroy();
  }
}

function placeOf(path: string, header: string[], name: string): number {
  const place = header.indexOf(name);
  if (place >= 0) return place;
  throw new Error(`csvSamples: ${path} must have a column "${name}", got ${header.join(", ")}.`);
}

function numberAt(path: string, record: string[], { place, line }: { place: number; line: number }): number {
  const value = Number(record[place]);
  if (record[place].trim() !== "" && Number.isFinite(value)) return value;
  throw new Error(`csvSamples: column ${place + 1} of line ${line} of ${path} must be a number, got "${record[place]}".`);
}
