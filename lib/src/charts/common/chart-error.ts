/** A chart that cannot be drawn truthfully: bad data, a wrong field name, or a warning from Vega. */
export class ChartError extends Error {
  override name = "ChartError";
}
