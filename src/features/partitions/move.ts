import { keyOfOrdinal, ordinalOf } from '../../domain/granularity.ts';
import { weekday } from '../../domain/wall-date.ts';
import type { CellUnit, Layout, Span } from './layout.ts';
import { spanOfBlock } from './periods.ts';

/** Where a key leads from a cell. Rows are weeks for days, and parts of a year otherwise. */

function clamp(cell: number, { first, last }: Pick<Layout, 'first' | 'last'>): number {
  return Math.min(last, Math.max(first, cell));
}

/** The same day of another month, or its last day: 31 March leads to 29 February. */
function sameDayOfMonth(day: number, months: number): number {
  const key = keyOfOrdinal(day, 'DAY');
  const month = keyOfOrdinal(ordinalOf(key.slice(0, 7), 'MONTH') + months, 'MONTH');
  const { from, to } = spanOfBlock(month, 'DAY');
  return Math.min(from + Number(key.slice(8)) - 1, to);
}

const pageOf: Record<Exclude<CellUnit, 'DAY'>, number> = { WEEK: 13, MONTH: 12, QUARTER: 4, YEAR: 10 };

function page(cell: number, direction: 1 | -1, unit: CellUnit): number {
  return unit === 'DAY' ? sameDayOfMonth(cell, direction) : cell + direction * pageOf[unit];
}

/** The week of a day; the year (decade) of anything else. */
function rowAround(cell: number, unit: CellUnit): Span {
  if (unit === 'DAY') {
    const monday = cell - weekday(keyOfOrdinal(cell, 'DAY')) + 1;
    return { from: monday, to: monday + 6 };
  }
  const key = keyOfOrdinal(cell, unit);
  return spanOfBlock(unit === 'YEAR' ? `${key.slice(0, 3)}0` : key.slice(0, 4), unit);
}

/** null when the key is none that moves. */
export function moveFocus(
  cell: number,
  pressed: { key: string; ctrlKey: boolean; metaKey: boolean },
  layout: Pick<Layout, 'unit' | 'first' | 'last' | 'columns'>,
): number | null {
  const { unit, first, last, columns } = layout;
  const far = pressed.ctrlKey || pressed.metaKey;
  switch (pressed.key) {
    case 'ArrowLeft':
      return clamp(cell - 1, layout);
    case 'ArrowRight':
      return clamp(cell + 1, layout);
    case 'ArrowUp':
      return clamp(cell - columns, layout);
    case 'ArrowDown':
      return clamp(cell + columns, layout);
    case 'PageUp':
      return clamp(page(cell, -1, unit), layout);
    case 'PageDown':
      return clamp(page(cell, 1, unit), layout);
    case 'Home':
      return far ? first : clamp(rowAround(cell, unit).from, layout);
    case 'End':
      return far ? last : clamp(rowAround(cell, unit).to, layout);
    default:
      return null;
  }
}
