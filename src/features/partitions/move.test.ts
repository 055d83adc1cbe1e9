import { expect, it } from 'vitest';
import { keyOfOrdinal, ordinalOf } from '../../domain/granularity.ts';
import { layoutOf, type CellUnit } from './layout.ts';
import { moveFocus } from './move.ts';

const bounds: Record<CellUnit, [string, string]> = {
  DAY: ['2023-06-15', '2025-01-20'],
  WEEK: ['2020-W10', '2022-W05'],
  MONTH: ['2022-03', '2025-02'],
  QUARTER: ['2022-Q2', '2025-Q1'],
  YEAR: ['1995', '2025'],
};

it.each<[CellUnit, string, string, string]>([
  ['DAY', '2024-02-29', 'ArrowLeft', '2024-02-28'],
  ['DAY', '2024-02-29', 'ArrowRight', '2024-03-01'],
  ['DAY', '2024-02-29', 'ArrowUp', '2024-02-22'],
  ['DAY', '2024-02-29', 'ArrowDown', '2024-03-07'],
  ['DAY', '2024-03-31', 'PageUp', '2024-02-29'],
  ['DAY', '2024-01-31', 'PageDown', '2024-02-29'],
  ['DAY', '2024-12-15', 'PageDown', '2025-01-15'],
  ['DAY', '2024-02-29', 'Home', '2024-02-26'],
  ['DAY', '2024-02-29', 'End', '2024-03-03'],
  ['DAY', '2024-02-29', 'Ctrl+Home', '2023-06-15'],
  ['DAY', '2024-02-29', 'Ctrl+End', '2025-01-20'],
  ['DAY', '2025-01-20', 'ArrowRight', '2025-01-20'],
  ['DAY', '2023-06-16', 'ArrowUp', '2023-06-15'],
  ['DAY', '2025-01-19', 'PageDown', '2025-01-20'],
  ['WEEK', '2020-W53', 'ArrowRight', '2021-W01'],
  ['WEEK', '2020-W53', 'Home', '2020-W10'],
  ['WEEK', '2021-W05', 'End', '2021-W52'],
  ['MONTH', '2024-02', 'ArrowUp', '2023-02'],
  ['MONTH', '2024-02', 'PageDown', '2025-02'],
  ['MONTH', '2024-02', 'End', '2024-12'],
  ['QUARTER', '2024-Q2', 'ArrowDown', '2025-Q1'],
  ['YEAR', '2004', 'PageDown', '2014'],
  ['YEAR', '2004', 'Home', '2000'],
])('%s %s %s leads to %s', (unit, from, pressed, to) => {
  const [first, last] = bounds[unit];
  const layout = layoutOf(unit, ordinalOf(first, unit), ordinalOf(last, unit), 1000);
  const ctrlKey = pressed.startsWith('Ctrl+');
  const cell = moveFocus(
    ordinalOf(from, unit),
    { key: pressed.replace('Ctrl+', ''), ctrlKey, metaKey: false },
    layout,
  );
  expect(cell === null ? null : keyOfOrdinal(cell, unit)).toBe(to);
});

it('is not moved by other keys', () => {
  const layout = layoutOf('DAY', 100, 200, 1000);
  for (const key of [' ', 'Enter', 'Escape', 'a', 'Tab'])
    expect(moveFocus(150, { key, ctrlKey: false, metaKey: false }, layout)).toBeNull();
});
