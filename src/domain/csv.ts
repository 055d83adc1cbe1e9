export type CsvCell = string | number | null;

/**
 * What a spreadsheet would take for a formula when it opens the file, full-width forms included. Such a text gets
 * an apostrophe in front, which spreadsheets read as "this is text". Numbers are ours, and stay numbers.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with a byte order mark: without it, spreadsheets read Chinese in the machine's old code page. */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.map(cellText).join(',')];
  for (const row of rows) lines.push(row.map(cellText).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
