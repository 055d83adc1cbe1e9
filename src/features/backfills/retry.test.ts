import { describe, expect, it } from 'vitest';
import type { Task } from '../../contract/backfill.ts';
import { decodeRanges } from '../../domain/selection-url.ts';
import { missingPath, retryPath, stillMissing } from './retry.ts';

const of = { id: 'b1', planId: '12876560', granularity: 'DAY' };
const days = (start: string, end = start) => ({ start, end });

function selected(path: string | null, g: 'DAY' | 'MONTH' | 'HOUR') {
  const params = new URL(path ?? '', 'http://x').searchParams;
  return { retryOf: params.get('retryOf'), ranges: decodeRanges(params.get('sel') ?? '', g) };
}

describe('a retry', () => {
  it('names the days that failed, merged, and what it retries', () => {
    const path = retryPath(of, [
      days('2026-11-03'),
      days('2026-11-02'),
      null,
      days('2026-11-09', '2026-11-10'),
    ]);
    expect(path).toContain('/plans/12876560/backfill?');
    expect(selected(path, 'DAY')).toEqual({
      retryOf: 'b1',
      ranges: [days('2026-11-02', '2026-11-03'), days('2026-11-09', '2026-11-10')],
    });
  });

  it('names whole periods of a coarser plan, and all hours of a day', () => {
    const month = retryPath({ ...of, granularity: 'MONTH' }, [days('2026-10-05', '2026-11-03')]);
    expect(selected(month, 'MONTH').ranges).toEqual([days('2026-10', '2026-11')]);
    const hour = retryPath({ ...of, granularity: 'HOUR' }, [days('2026-11-03')]);
    expect(selected(hour, 'HOUR').ranges).toEqual([days('2026-11-03T00', '2026-11-03T23')]);
  });

  it('is not possible without a plan, and names no days of a full refresh', () => {
    expect(retryPath({ ...of, planId: null }, [])).toBeNull();
    expect(retryPath({ ...of, granularity: null }, [null])).toBe('/plans/12876560/backfill?retryOf=b1');
  });
});

describe('what is still missing', () => {
  const task = (n: number, start: string, end: string): Task => ({
    n,
    range: { start, end },
    state: 'created',
  });
  const tasks = [task(1, '2026-11-01', '2026-11-05'), task(2, '2026-11-08', '2026-11-09')];

  it('is what was asked for and is not there', () => {
    const missing = stillMissing(
      { tasks, granularity: 'DAY' },
      [days('2026-10-01', '2026-11-03'), days('2026-11-08')],
      [],
    );
    expect(missing).toEqual([days('2026-11-04', '2026-11-05'), days('2026-11-09')]);
    expect(selected(missingPath(of, missing ?? []), 'DAY').ranges).toEqual(missing);
  });

  it('is not what waits or runs', () => {
    const there = [days('2026-11-08', '2026-11-09')];
    const underWay = [days('2026-11-02'), null, days('2026-11-04', '2026-11-05')];
    const left = stillMissing({ tasks, granularity: 'DAY' }, there, underWay);
    expect(left).toEqual([days('2026-11-01'), days('2026-11-03')]);
    expect(stillMissing({ tasks, granularity: 'DAY' }, there, [days('2026-11-01', '2026-11-05')])).toEqual(
      [],
    );
  });

  it('can’t be said without partitions', () => {
    expect(stillMissing({ tasks, granularity: null }, [], [])).toBeNull();
    expect(stillMissing({ tasks, granularity: 'MONTH' }, [], [])).toBeNull();
  });
});
