import { parse } from "csv-parse/sync";
import { DataFileError } from "../base/errors";
import { csvOptions, type CsvRecord, decimalNumber } from "./csv";
import { readVerifiedFile } from "./verified-file";

/** One sale of a house. Areas are in square feet, the price in US dollars. */
export interface HouseSale {
  /** The day of the sale, as in "2014-10-13". */
  readonly date: string;
  readonly price: number;
  readonly bedrooms: number;
  /** In quarters: 1.75 is one full bathroom and one without a bath or a shower. */
  readonly bathrooms: number;
  readonly livingArea: number;
  readonly lotArea: number;
  readonly floors: number;
  /** 1 on the waterfront, else 0. */
  readonly waterfront: number;
  /** From 0 to 4. */
  readonly view: number;
  /** From 1, poor, to 5, very good. */
  readonly condition: number;
  /** Of construction and design, from 1 to 13. */
  readonly grade: number;
  readonly areaAbove: number;
  readonly basementArea: number;
  readonly yearBuilt: number;
  /** 0 for never. */
  readonly yearRenovated: number;
  readonly zipCode: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** The file's columns in their order, and what they are called here. */
const columns = {
  date: "date",
  price: "price",
  bedrooms: "bedrooms",
  bathrooms: "bathrooms",
  sqft_living: "livingArea",
  sqft_lot: "lotArea",
  floors: "floors",
  waterfront: "waterfront",
  view: "view",
  condition: "condition",
  grade: "grade",
  sqft_above: "areaAbove",
  sqft_basement: "basementArea",
  yr_built: "yearBuilt",
  yr_renovated: "yearRenovated",
  zipcode: "zipCode",
  lat: "latitude",
  long: "longitude",
} as const satisfies Record<string, keyof HouseSale>;

/**
 * The 21,613 house sales of King County, Washington (Seattle and surroundings), from May 2014 to May 2015, in
 * the file's order. Oddities are kept, among them a house with 33 bedrooms at index 15,870.
 * Source and licence (CC0): `data/houses/README.md`.
 *
 * @throws DataFileError if the file is missing or is not the one that was published
 */
export async function houses(): Promise<HouseSale[]> {
  const csv = await readVerifiedFile("houses", "houses/king-county-sales.csv");
  return parseHouseSales(new TextDecoder().decode(csv));
}

/**
 * House sales from text in CSV with King County's header, with or without a byte order mark.
 *
 * @throws DataFileError that names the line if the header is another, a row is short or long, or a value is not a number
 */
export function parseHouseSales(csv: string): HouseSale[] {
  const [header, ...rows] = recordsOf(csv);
  const names = Object.keys(columns);
  if (header?.record.join() !== names.join()) {
    throw new DataFileError(
      "wrong header",
      `parseHouseSales: the header must be "${names.join()}", got "${header?.record.join() ?? ""}".`,
    );
  }
  return rows.map(({ record, info }) => {
    const entries = Object.values(columns).map((name, j) => [
      name,
      name === "date"
        ? record[j]
        : decimalNumber(`parseHouseSales: ${names[j]} on line ${info.lines}`, record[j]),
    ]);
    return Object.fromEntries(entries) as HouseSale;
  });
}

function recordsOf(csv: string): CsvRecord[] {
  try {
    return parse(csv, csvOptions) as unknown as CsvRecord[];
  } catch (cause) {
    const message = `parseHouseSales: the text is not CSV: ${(cause as Error).message}`;
    throw new DataFileError("wrong format", message, { cause });
  }
}
