import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { houses, type HouseSale, parseHouseSales } from "../../lib/src/data/houses";
import { dataFolder } from "../../lib/src/data/verified-file";
import figures from "../figures/numpy.json";

describe("houses()", () => {
  let sales: HouseSale[];
  beforeAll(async () => {
    sales = await houses();
  });

  test("reads every sale, with NumPy's count and mean price", () => {
    expect(sales).toHaveLength(figures.houses.count);
    const mean = sales.reduce((sum, sale) => sum + sale.price, 0) / sales.length;
    expect(mean).toBeCloseTo(figures.houses.meanPrice, 6);
  });

  test("gives each column its name, its type and its value", () => {
    expect(sales[0]).toEqual({
      ...{ date: "2014-10-13", price: 221900, bedrooms: 3, bathrooms: 1, livingArea: 1180, lotArea: 5650 },
      ...{ floors: 1, waterfront: 0, view: 0, condition: 3, grade: 7, areaAbove: 1180, basementArea: 0 },
      ...{ yearBuilt: 1955, yearRenovated: 0, zipCode: 98178, latitude: 47.5112, longitude: -122.257 },
    });
  });

  test("keeps the oddities that the notebooks speak of", () => {
    expect(sales[15_870]).toMatchObject({ bedrooms: 33, livingArea: 1620, price: 640_000 });
    expect(sales.filter((s) => s.bedrooms === 0)).toHaveLength(13);
    expect(sales.every((s) => s.livingArea === s.areaAbove + s.basementArea)).toBe(true);
  });
});

describe("houses() on a damaged data folder", () => {
  let folder: string;
  const file = () => join(folder, "houses", "king-county-sales.csv");

  beforeEach(async () => {
    const real = dataFolder();
    folder = await mkdtemp(join(tmpdir(), "données 线性 "));
    await mkdir(join(folder, "houses"));
    await writeFile(join(folder, "CHECKSUMS"), await readFile(join(real, "CHECKSUMS")));
    await writeFile(file(), await readFile(join(real, "houses", "king-county-sales.csv")));
    process.env["LINEAR_NETWORKS_DATA"] = folder;
  });

  afterEach(async () => {
    delete process.env["LINEAR_NETWORKS_DATA"];
    await rm(folder, { recursive: true });
  });

  test("reads the file of the folder that LINEAR_NETWORKS_DATA names", async () => {
    expect(await houses()).toHaveLength(figures.houses.count);
  });

  test("refuses a file that was cut at the end of a line", async () => {
    const text = await readFile(file(), "utf8");
    await writeFile(file(), text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1));
    await expect(houses()).rejects.toThrow(
      /houses: data\/houses\/king-county-sales\.csv is not the file.*git checkout/,
    );
  });

  test("says how to get a missing file", async () => {
    await rm(file());
    await expect(houses()).rejects.toThrow(
      'houses: data/houses/king-county-sales.csv is missing. Get it again: git checkout -- "data/houses/king-county-sales.csv"',
    );
  });

  test("says that something cannot be read", async () => {
    await rm(file());
    await mkdir(file());
    await expect(houses()).rejects.toThrow(/king-county-sales\.csv cannot be read \(EISDIR\)/);
  });

  test("refuses a file that CHECKSUMS does not list", async () => {
    await writeFile(join(folder, "CHECKSUMS"), "");
    await expect(houses()).rejects.toThrow(/is not listed in data\/CHECKSUMS/);
  });
});

describe("parseHouseSales()", () => {
  const header =
    "date,price,bedrooms,bathrooms,sqft_living,sqft_lot,floors,waterfront,view,condition,grade,sqft_above," +
    "sqft_basement,yr_built,yr_renovated,zipcode,lat,long";
  const row = "2014-10-13,221900,3,1,1180,5650,1,0,0,3,7,1180,0,1955,0,98178,47.5112,-122.257";

  test("refuses another header", () => {
    expect(() => parseHouseSales(`price,area\n1,2`)).toThrow(/header must be "date,price.*got "price,area"/);
    expect(() => parseHouseSales("")).toThrow(/header must be/);
  });

  test("takes a byte order mark and lines as Windows ends them", () => {
    expect(parseHouseSales(`\ufeff${header}\r\n${row}\r\n`)).toEqual(parseHouseSales(`${header}\n${row}`));
  });

  test.each([
    ["a short row", "2014-10-13,221900", "Invalid Record Length"],
    ["a long row", `${row},1`, "Invalid Record Length"],
    ["a quote that does not end", `"${row}`, "Quote Not Closed"],
  ])("refuses %s, and names the line", (_, bad, reason) => {
    expect(() => parseHouseSales(`${header}\n${row}\n${bad}`)).toThrow(
      new RegExp(`^parseHouseSales: the text is not CSV: ${reason}: .*line 3`),
    );
  });

  test("counts the lines that it passes over", () => {
    expect(() => parseHouseSales(`${header}\n\n\n${row.replace("98178", "?")}`)).toThrow(
      /zipcode on line 4 must be/,
    );
  });

  test.each(["", " ", "many", "NaN", "Infinity", "0x10"])(
    "refuses %p as a price, and names the line",
    (price) => {
      const bad = row.replace("221900", price);
      expect(() => parseHouseSales(`${header}\n${row}\n${bad}`)).toThrow(
        `parseHouseSales: price on line 3 must be a finite decimal number, got "${price}".`,
      );
    },
  );
});
