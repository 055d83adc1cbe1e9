import type { Granularity } from '../../contract/plan.ts';
import { keyOfOrdinal, ordinalOf } from '../../domain/granularity.ts';
import { weekday } from '../../domain/wall-date.ts';

/**
 * Where each cell of the calendar stands. A cell is a day for DAY and HOUR (a day of hours opens into 24), and the
 * plan's own period otherwise. Cells are ordinals (domain/granularity.ts) of the cell's unit. Cells stand in blocks
 * (a month of days, a year of months, …), blocks stand side by side in bands, and only the bands in view are drawn.
 */

export type CellUnit = Exclude<Granularity, 'HOUR'>;

export function cellUnitOf(g: Granularity): CellUnit {
  return g === 'HOUR' ? 'DAY' : g;
}

/** Inclusive, ordinals. */
export interface Span {
  from: number;
  to: number;
}

/** The ordinals of the plan's own partitions that a cell covers: itself, or the 24 hours of its day. */
export function partitionsOfCell(cell: number, g: Granularity): Span {
  return g === 'HOUR' ? { from: cell * 24, to: cell * 24 + 23 } : { from: cell, to: cell };
}

export function cellOfPartition(ordinal: number, g: Granularity): number {
  return g === 'HOUR' ? Math.floor(ordinal / 24) : ordinal;
}

export interface Block {
  /** The month, year or decade: `2024-03`, `2024`, `2020`. */
  key: string;
  /** The cells that exist in it, cut to the calendar's bounds. */
  from: number;
  to: number;
  /** Empty places before `from` in the first row. */
  offset: number;
  columns: number;
  /** How many rows of cells come before it in the whole calendar. */
  rowsBefore: number;
}

export interface Band {
  key: string;
  /** Set on the first band of a year (a decade, for YEAR). */
  title: string | null;
  blocks: Block[];
  top: number;
  height: number;
}

export interface Metrics {
  cellWidth: number;
  cellHeight: number;
  /** Space for the header of a row of cells, at its left. */
  rowHead: number;
  blockHead: number;
  blockGap: number;
  bandGap: number;
  titleHeight: number;
}

const dayMetrics: Metrics = {
  cellWidth: 26,
  cellHeight: 26,
  rowHead: 28,
  blockHead: 46,
  blockGap: 16,
  bandGap: 12,
  titleHeight: 40,
};

/** The title of a period's year stands at its left, so it needs no space above. */
const periodMetrics: Metrics = {
  cellWidth: 58,
  cellHeight: 40,
  rowHead: 64,
  blockHead: 0,
  blockGap: 0,
  bandGap: 8,
  titleHeight: 0,
};

function leastMetrics(g: Granularity): Metrics {
  if (g === 'HOUR') return { ...dayMetrics, cellWidth: 34, cellHeight: 34 };
  return g === 'DAY' ? dayMetrics : periodMetrics;
}

/** Cells no wider than this: beyond it a calendar falls apart. */
const widestCell: Record<CellUnit, number> = { DAY: 46, WEEK: 84, MONTH: 96, QUARTER: 140, YEAR: 100 };

/** Most first; the first that fits the width is taken. Each divides a year into rows that mean something. */
const columnChoices: Record<CellUnit, readonly number[]> = {
  DAY: [7],
  WEEK: [13, 7, 4],
  MONTH: [12, 6, 4, 3],
  QUARTER: [4],
  YEAR: [10, 5],
};

export interface Layout {
  unit: CellUnit;
  first: number;
  last: number;
  columns: number;
  /** How many blocks stand side by side. */
  perBand: number;
  metrics: Metrics;
  bands: Band[];
  height: number;
  /** Rows of cells. */
  rows: number;
}

function blockKeyOf(cell: number, unit: CellUnit): string {
  const key = keyOfOrdinal(cell, unit);
  if (unit === 'DAY') return key.slice(0, 7);
  return unit === 'YEAR' ? `${key.slice(0, 3)}0` : key.slice(0, 4);
}

export function firstOfBlock(key: string, unit: CellUnit): number {
  switch (unit) {
    case 'DAY':
      return ordinalOf(`${key}-01`, 'DAY');
    case 'WEEK':
      return ordinalOf(`${key}-W01`, 'WEEK');
    case 'MONTH':
      return ordinalOf(`${key}-01`, 'MONTH');
    case 'QUARTER':
      return ordinalOf(`${key}-Q1`, 'QUARTER');
    case 'YEAR':
      return Math.max(1, Number(key));
  }
}

export function nextBlockKey(key: string, unit: CellUnit): string {
  if (unit === 'DAY') return keyOfOrdinal(ordinalOf(key, 'MONTH') + 1, 'MONTH');
  return keyOfOrdinal(Number(key) + (unit === 'YEAR' ? 10 : 1), 'YEAR');
}

function columnsFor(unit: CellUnit, metrics: Metrics, width: number): number {
  const choices = columnChoices[unit];
  const room = width - metrics.rowHead;
  return choices.find((columns) => columns * metrics.cellWidth <= room) ?? choices.at(-1) ?? 1;
}

function blocksOf(unit: CellUnit, first: number, last: number, columns: number): Block[] {
  const blocks: Block[] = [];
  let rowsBefore = 0;
  for (let key = blockKeyOf(first, unit); ; key = nextBlockKey(key, unit)) {
    const start = firstOfBlock(key, unit);
    if (start > last) return blocks;
    const end = firstOfBlock(nextBlockKey(key, unit), unit) - 1;
    const from = Math.max(start, first);
    const lead = unit === 'DAY' ? weekday(`${key}-01`) - 1 : 0;
    const offset = (lead + from - start) % columns;
    const to = Math.min(end, last);
    const block = { key, from, to, offset, columns, rowsBefore };
    blocks.push(block);
    rowsBefore += rowCount(block);
  }
}

/** Most blocks side by side first; each divides the year evenly. More than six would put too many cells in view. */
const monthsPerBand = [6, 4, 3, 2, 1];

function blocksPerBand(unit: CellUnit, metrics: Metrics, width: number): number {
  if (unit !== 'DAY') return 1;
  const block = metrics.rowHead + 7 * metrics.cellWidth;
  const fits = Math.floor((width + metrics.blockGap) / (block + metrics.blockGap));
  return monthsPerBand.find((count) => count <= fits) ?? 1;
}

/** Cells grow until their blocks fill the width; a single month on a phone also grows in height, for fingers. */
function stretched(unit: CellUnit, least: Metrics, width: number, columns: number, perBand: number): Metrics {
  const block = Math.floor((width - (perBand - 1) * least.blockGap) / perBand);
  const fitting = Math.floor((block - least.rowHead) / columns);
  const cellWidth = Math.min(widestCell[unit], Math.max(least.cellWidth, fitting));
  const cellHeight = perBand === 1 && unit === 'DAY' ? Math.max(least.cellHeight, 34) : least.cellHeight;
  return { ...least, cellWidth, cellHeight };
}

export function layoutOf(g: Granularity, first: number, last: number, width: number): Layout {
  const unit = cellUnitOf(g);
  const least = leastMetrics(g);
  const columns = columnsFor(unit, least, width);
  const perBand = blocksPerBand(unit, least, width);
  const metrics = stretched(unit, least, width, columns, perBand);
  const bands: Band[] = [];
  let top = 0;
  let group: Block[] = [];
  let lastTitle = '';
  const flush = () => {
    const block = group[0];
    if (!block) return;
    const year = unit === 'DAY' ? block.key.slice(0, 4) : block.key;
    const title = year === lastTitle ? null : year;
    lastTitle = year;
    const height =
      (title === null ? 0 : metrics.titleHeight) +
      metrics.blockHead +
      Math.max(...group.map(rowCount)) * metrics.cellHeight +
      metrics.bandGap;
    bands.push({ key: block.key, title, blocks: group, top, height });
    top += height;
    group = [];
  };
  const blocks = blocksOf(unit, first, last, columns);
  for (const block of blocks) {
    const place = unit === 'DAY' ? (Number(block.key.slice(5)) - 1) % perBand : 0;
    if (place === 0) flush();
    group.push(block);
  }
  flush();
  const end = blocks.at(-1);
  const rows = end ? end.rowsBefore + rowsOf(end).length : 0;
  return { unit, first, last, columns, perBand, metrics, bands, height: top, rows };
}

function rowCount({ from, to, offset, columns }: Block): number {
  return Math.ceil((offset + to - from + 1) / columns);
}

export interface CellRow {
  key: string;
  cells: Span;
  /** Empty places before the first cell of the row. */
  offset: number;
}

export function rowsOf(block: Block): CellRow[] {
  const rows: CellRow[] = [];
  for (let from = block.from, place = block.offset; from <= block.to;) {
    const offset = place % block.columns;
    const to = Math.min(block.to, from + block.columns - 1 - offset);
    rows.push({ key: `${block.key}/${Math.floor(place / block.columns)}`, cells: { from, to }, offset });
    place += to - from + 1;
    from = to + 1;
  }
  return rows;
}

/** Empty places at the left that keep the months aligned when the history begins in the middle of a band. */
export function leadingBlocks(layout: Layout, band: Band): number {
  const month = Number(band.blocks[0]?.key.slice(5));
  return layout.unit === 'DAY' ? (month - 1) % layout.perBand : 0;
}
