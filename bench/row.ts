/** One measured figure. `aim` is what the figure should not exceed (or, with `atLeast`, should reach). */
export interface Row {
  bench: string;
  what: string;
  value: number;
  unit: string;
  aim?: number;
  atLeast?: boolean;
}

export interface Bench {
  name: string;
  measure(): Promise<Row[]>;
}

function verdict(row: Row): string {
  if (row.aim === undefined) return '';
  const met = row.atLeast ? row.value >= row.aim : row.value <= row.aim;
  return met ? 'met' : 'MISSED';
}

const shown = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);

export function table(rows: readonly Row[]): string {
  const lines = [
    ['bench', 'what', 'measured', 'aim', ''],
    ...rows.map((row) => [
      row.bench,
      row.what,
      `${shown(row.value)} ${row.unit}`,
      row.aim === undefined ? '' : `${row.atLeast ? '>=' : '<='} ${row.aim} ${row.unit}`,
      verdict(row),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
