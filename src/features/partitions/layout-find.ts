import type { Layout } from './layout.ts';

export function bandIndexAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.bands.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.bands[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function bandIndexOfCell(layout: Layout, cell: number): number {
  let low = 0;
  let high = layout.bands.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.bands[middle]?.blocks[0]?.from ?? 0) <= cell) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Blocks are numbered from the calendar's first to its last: which number each band begins with, and one beyond. */
export function firstBlocksOf({ bands }: Layout): number[] {
  const firsts = [0];
  for (const { blocks } of bands) firsts.push((firsts.at(-1) ?? 0) + blocks.length);
  return firsts;
}

export function blockNumberOfCell(layout: Layout, firstBlocks: readonly number[], cell: number): number {
  const band = bandIndexOfCell(layout, cell);
  const within = layout.bands[band]?.blocks.findIndex(({ from, to }) => from <= cell && cell <= to) ?? 0;
  return (firstBlocks[band] ?? 0) + Math.max(0, within);
}

/** Where the row of a cell begins in the calendar, in pixels. */
export function topOfCell(layout: Layout, cell: number): number {
  const band = layout.bands[bandIndexOfCell(layout, cell)];
  const block = band?.blocks.find(({ from, to }) => from <= cell && cell <= to);
  if (!band || !block) return 0;
  const row = Math.floor((block.offset + cell - block.from) / block.columns);
  const { titleHeight, blockHead, cellHeight } = layout.metrics;
  return band.top + (band.title === null ? 0 : titleHeight) + blockHead + row * cellHeight;
}

/** The first or last cell of whatever stands at a height of the calendar. */
export function cellAtTop(layout: Layout, y: number, which: 'first' | 'last'): number {
  const band = layout.bands[bandIndexAt(layout, y)];
  const from = band?.blocks[0]?.from ?? layout.first;
  const to = band?.blocks.at(-1)?.to ?? layout.last;
  return which === 'first' ? from : to;
}
