import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const vegaLite = "application/vnd.vegalite.v5+json";
const folder = resolve(__dirname, "..", "..", "notebooks");

export interface Output {
  readonly data?: Record<string, unknown>;
  readonly metadata?: object;
}
interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string[] | string;
  readonly metadata?: { readonly jupyter?: { readonly source_hidden?: boolean } };
  readonly outputs?: readonly Output[];
}
interface Notebook {
  readonly cells: readonly Cell[];
}

/** The notebooks of the lecture, without `.ipynb`. */
export const names = readdirSync(folder)
  .filter((file) => /^\d.*\.ipynb$/.test(file) && !file.includes("draft"))
  .map((file) => file.slice(0, -".ipynb".length));

/** The cells of a notebook, as they are committed. */
export const cellsOf = (name: string): readonly Cell[] =>
  (JSON.parse(readFileSync(join(folder, `${name}.ipynb`), "utf8")) as Notebook).cells;

/** What a cell says, in one piece. */
export const textOf = ({ source }: Cell): string => [source].flat().join("");

/** The charts that a notebook shows, as they are committed. */
export const chartsOf = (name: string): Output[] =>
  cellsOf(name)
    .flatMap(({ outputs = [] }) => outputs)
    .filter(({ data }) => data?.[vegaLite] !== undefined);

/** How many sliders a chart says that it has: parameters that are bound to a range, wherever they stand in it. */
export function slidersIn(chart: Output): number {
  let count = 0;
  JSON.stringify(chart.data?.[vegaLite], (key, value: { input?: string } | undefined) => {
    if (key === "bind" && value?.input === "range") count += 1;
    return value;
  });
  return count;
}

/** A notebook of all charts, below the names of their notebooks, with one solution that is folded away. */
export function notebookOfAllCharts(): object {
  const metadata = {};
  const solution = cellsOf("1-2-basic-optimization").find(({ id }) => id === "solution-1");
  const cells = names.flatMap((name) => [
    { cell_type: "markdown", id: name, metadata, source: `# ${name}` },
    ...chartsOf(name).map((chart, i) => ({
      ...{ cell_type: "code", id: `${name}-${i}`, metadata, source: "", execution_count: null },
      outputs: [chart],
    })),
  ]);
  return {
    cells: [...cells, solution],
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}
