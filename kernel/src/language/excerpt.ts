const red = "\u001b[31m";
const bold = "\u001b[1m";
const dim = "\u001b[2m";
const plain = "\u001b[0m";
export const colors = { red, bold, dim, plain };

/**
 * Lines of source with a caret below a position.
 *
 * @param lines all lines of the source
 * @param place counted from 1; `length` is that of the caret, by default 1
 * @param around how many lines are shown before it, and how many after it
 */
export function excerpt(
  lines: string[],
  { line, column, length = 1 }: { line: number; column: number; length?: number },
  around = 2,
): string[] {
  const first = Math.max(1, line - around);
  let last = Math.min(lines.length, line + around);
  while (last > line && lines[last - 1].trim() === "") last--;
  const width = String(last).length;
  const result: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1];
    const label = String(number).padStart(width);
    result.push(
      number === line ? `${red}>${plain} ${label} | ${text}` : `  ${dim}${label} | ${text}${plain}`,
    );
    if (number !== line) continue;
    const caret = "^".repeat(Math.max(1, Math.min(length, text.length - column + 1)));
    const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
    result.push(`  ${" ".repeat(width)} | ${before}${red}${caret}${plain}`);
  }
  return result;
}
