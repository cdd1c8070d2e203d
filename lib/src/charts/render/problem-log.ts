import type { LoggerInterface } from "vega";
import { ChartError } from "../common/chart-error";

/** Collects what Vega would only write to the console: each warning means a picture that misleads. */
export class ProblemLog implements LoggerInterface {
  private readonly problems: { text: string; isError: boolean }[] = [];

  level(level: number): this;
  level(): number;
  level(level?: number): this | number {
    return level === undefined ? 2 : this;
  }

  // Functions of their own, since Vega calls them as methods of its dataflow, which has another `add`.
  error = (...parts: readonly unknown[]): this => this.add(parts, true);
  warn = (...parts: readonly unknown[]): this => this.add(parts, false);

  info(): this {
    return this;
  }

  debug(): this {
    return this;
  }

  /** @throws ChartError that lists the problems, or only the errors among them, if there are any */
  throwIfAny(caller: string, { onlyErrors = false } = {}): void {
    const some = this.problems.filter(({ isError }) => isError || !onlyErrors);
    if (!some.length) return;
    const told = [...new Set(some.map(({ text }) => text))].join("; ");
    throw new ChartError(
      `${caller}: Vega finds fault with the chart: ${told}. Check the field names against the data's columns, and the ` +
        "formats of numbers.",
    );
  }

  private add(parts: readonly unknown[], isError: boolean): this {
    const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");
    this.problems.push({ text, isError });
    return this;
  }
}
