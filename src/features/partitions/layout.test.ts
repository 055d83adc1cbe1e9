import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Granularity } from '../../contract/plan.ts';
import { keyOfOrdinal, ordinalOf } from '../../domain/granularity.ts';
import { bandIndexAt, bandIndexOfCell, blockNumberOfCell, firstBlocksOf, topOfCell } from './layout-find.ts';
import { cellUnitOf, layoutOf, leadingBlocks, rowsOf } from './layout.ts';
import { daysAround, spanOfTitle } from './periods.ts';

const day = (key: string) => ordinalOf(key, 'DAY');
const grid = (g: Granularity, from: string, to: string, width = 1000) => {
  const unit = cellUnitOf(g);
  return layoutOf(g, ordinalOf(from, unit), ordinalOf(to, unit), width);
};

describe('layout', () => {
  it('puts the days of a month in weeks that start on Monday', () => {
    const [band] = grid('DAY', '2024-02-01', '2024-02-29').bands;
    const rows = rowsOf(band!.blocks[0]!).map(({ cells, offset }) => [
      keyOfOrdinal(cells.from, 'DAY'),
      keyOfOrdinal(cells.to, 'DAY'),
      offset,
    ]);
    expect(rows).toEqual([
      ['2024-02-01', '2024-02-04', 3],
      ['2024-02-05', '2024-02-11', 0],
      ['2024-02-12', '2024-02-18', 0],
      ['2024-02-19', '2024-02-25', 0],
      ['2024-02-26', '2024-02-29', 0],
    ]);
  });

  it('begins where the history begins, in the column of its weekday and month', () => {
    const layout = grid('DAY', '2024-02-28', '2024-05-02', 1000);
    expect(layout.perBand).toBe(4);
    const first = layout.bands[0]!;
    expect(leadingBlocks(layout, first)).toBe(1);
    expect(rowsOf(first.blocks[0]!)).toMatchObject([{ offset: 2, cells: { from: day('2024-02-28') } }]);
    expect(layout.bands.map(({ key, title }) => [key, title])).toEqual([
      ['2024-02', '2024'],
      ['2024-05', null],
    ]);
  });

  it('titles each year once', () => {
    const titles = grid('DAY', '2023-11-15', '2025-01-10')
      .bands.map(({ title }) => title)
      .filter(Boolean);
    expect(titles).toEqual(['2023', '2024', '2025']);
    expect(grid('YEAR', '1998', '2021').bands.map(({ title }) => title)).toEqual([
      '1990',
      '2000',
      '2010',
      '2020',
    ]);
  });

  it.each([
    ['MONTH', '2024-03', '2025-02', 12, 2],
    ['QUARTER', '2023-Q4', '2025-Q1', 4, 3],
    ['WEEK', '2020-W53', '2021-W02', 13, 2],
    ['YEAR', '2019', '2021', 10, 2],
  ] as const)('gives %s a block a year', (g, from, to, columns, bands) => {
    const layout = grid(g, from, to);
    expect(layout.columns).toBe(columns);
    expect(layout.bands.length).toBe(bands);
    expect(layout.bands.every(({ blocks }) => blocks.length === 1)).toBe(true);
  });

  it('puts fewer columns and blocks into a narrow place', () => {
    expect(grid('MONTH', '2024-01', '2024-12', 330).columns).toBe(4);
    expect(grid('DAY', '2024-01-01', '2024-12-31', 330).perBand).toBe(1);
    expect(grid('DAY', '2024-01-01', '2024-12-31', 100).perBand).toBe(1);
  });

  it('knows weeks, months and years around a day', () => {
    const keys = (span: { from: number; to: number }) => [
      keyOfOrdinal(span.from, 'DAY'),
      keyOfOrdinal(span.to, 'DAY'),
    ];
    expect(keys(daysAround(day('2024-02-29'), 'WEEK'))).toEqual(['2024-02-26', '2024-03-03']);
    expect(keys(daysAround(day('2024-02-29'), 'MONTH'))).toEqual(['2024-02-01', '2024-02-29']);
    expect(keys(daysAround(day('2024-02-29'), 'YEAR'))).toEqual(['2024-01-01', '2024-12-31']);
    expect(keys(spanOfTitle('2023', 'DAY'))).toEqual(['2023-01-01', '2023-12-31']);
    expect(spanOfTitle('2020', 'WEEK').to - spanOfTitle('2020', 'WEEK').from).toBe(52);
  });

  const granularity = fc.constantFrom<Granularity>('HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR');
  it('places every cell exactly once, in order, in bands that do not overlap', () => {
    fc.assert(
      fc.property(
        granularity,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 100, max: 3000 }),
        (g, shift, count, width) => {
          const unit = cellUnitOf(g);
          const first =
            ordinalOf(
              { DAY: '2019-11-05', WEEK: '2019-W45', MONTH: '2019-11', QUARTER: '2019-Q4', YEAR: '1019' }[
                unit
              ],
              unit,
            ) + shift;
          const layout = layoutOf(g, first, first + count, width);
          const placed = layout.bands.flatMap(({ blocks }) =>
            blocks
              .flatMap((block) => rowsOf(block))
              .flatMap(({ cells }) =>
                Array.from({ length: cells.to - cells.from + 1 }, (_cell, i) => cells.from + i),
              ),
          );
          expect(placed).toEqual(Array.from({ length: count + 1 }, (_cell, i) => first + i));
          let top = 0;
          for (const band of layout.bands) {
            expect(band.top).toBe(top);
            top += band.height;
            for (const block of band.blocks) {
              const rows = rowsOf(block).length;
              expect(topOfCell(layout, block.to) + layout.metrics.cellHeight).toBeLessThanOrEqual(top);
              expect(rows * block.columns).toBeGreaterThanOrEqual(block.to - block.from + 1);
            }
          }
          expect(layout.height).toBe(top);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds the band of a place and of a cell', () => {
    const layout = grid('DAY', '2016-11-21', '2026-11-30');
    layout.bands.forEach((band, index) => {
      expect(bandIndexAt(layout, band.top)).toBe(index);
      expect(bandIndexAt(layout, band.top + band.height - 1)).toBe(index);
      for (const block of band.blocks) {
        expect(bandIndexOfCell(layout, block.from)).toBe(index);
        expect(bandIndexOfCell(layout, block.to)).toBe(index);
      }
    });
  });

  it('numbers the blocks from the first of the calendar to its last', () => {
    const layout = grid('DAY', '2016-11-21', '2026-11-30');
    const firsts = firstBlocksOf(layout);
    const numbers = layout.bands.flatMap(({ blocks }) =>
      blocks.map(({ from, to }) => {
        const number = blockNumberOfCell(layout, firsts, from);
        expect(blockNumberOfCell(layout, firsts, to)).toBe(number);
        return number;
      }),
    );
    expect(numbers).toEqual(numbers.map((_number, i) => i));
    expect(firsts.at(-1)).toBe(numbers.length);
  });
});
