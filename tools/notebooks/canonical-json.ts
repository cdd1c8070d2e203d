/**
 * A number as Python's json module writes it, which writes the file when a notebook is saved in
 * JupyterLab: exponents below 1e-4, of two digits at least.
 */
function numberText(value: number) {
  if (!Number.isFinite(value)) return "null";
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e21)) return JSON.stringify(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

/**
 * JSON as nbformat writes it: keys sorted, one space a level, so that a file saved by JupyterLab and one
 * written here do not differ.
 *
 * @param indent of the line that the value begins on
 */
export function canonicalJson(value: unknown, indent: string = ""): string {
  if (typeof value === "number") return numberText(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const deeper = `${indent} `;
  const parts = Array.isArray(value)
    ? value.map((entry) => canonicalJson(entry, deeper))
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => `${JSON.stringify(key)}: ${canonicalJson(entry, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (parts.length === 0) return open + close;
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}
