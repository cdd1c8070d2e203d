import type { LoggerInterface } from "vega";
import { ChartError } from "../common/chart-error";

/** Collects what Vega would only write to the console: each warning means a picture that misleads. */
export class ProblemLog implements LoggerInterface {
  private readonly problems: string[] = [];

  level(level: number): this;
  level(): number;
  level(level?: number): this | number {
    return level === undefined ? 2 : this;
  }

  error(...parts: readonly unknown[]): this {
    return this.add(parts);
  }

  warn(...parts: readonly unknown[]): this {
    return this.add(parts);
  }

  info(): this {
    return this;
  }

  debug(): this {
    return this;
  }

  /** @throws ChartError that lists the problems, if there are any */
  throwIfAny(caller: string): void {
    if (!this.problems.length) return;
    const told = [...new Set(this.problems)].join("; ");
    throw new ChartError(
      `${caller}: Vega finds fault with the chart: ${told}. Check the field names against the data's columns.`,
    );
  }

  private add(parts: readonly unknown[]): this {
    this.problems.push(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" "));
    return this;
  }
}
