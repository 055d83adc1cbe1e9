import { describe, expect, it } from 'vitest';
import type { EvidenceInstance } from '../../contract/evidence.ts';
import { wallMs, wallText } from '../../domain/wall-date.ts';
import { expectedDuration } from './past-durations.ts';

const begin = wallMs('2026-11-20T10:00:00') ?? 0;
const minute = 60_000;

/** One after the other, each ten minutes long. */
function backfill(backfillId: string, count: number, status = 'SUCCESS'): EvidenceInstance[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${backfillId}${i}`,
    task: 1,
    status,
    range: { start: '2026-11-01', end: '2026-11-07' },
    createdAt: wallText(begin),
    startedAt: wallText(begin + i * 10 * minute),
    endedAt: wallText(begin + (i + 1) * 10 * minute),
    resourceGroup: null,
    priority: null,
    backfillId,
    createdBy: { id: 'p', name: 'Mia' },
  }));
}

describe('the expected duration', () => {
  it('is that of the newest backfill with enough instances, however long ago', () => {
    const expected = expectedDuration([...backfill('b3', 4), ...backfill('b2', 8), ...backfill('b1', 9)], 6);
    expect(expected?.estimate).toMatchObject({ samples: 8, fromMs: 60 * minute, toMs: 60 * minute });
    expect(expected?.estimate.parallelism).toBeCloseTo(1);
    expect(expected?.days).toBe(7);
  });

  it('knows when those were not of one length, or of none', () => {
    const [first, ...rest] = backfill('b1', 6);
    if (!first) throw new Error('no instance');
    const shorter = { ...first, range: { start: '2026-11-01', end: '2026-11-02' } };
    expect(expectedDuration([shorter, ...rest], 6)?.days).toBe('mixed');
    const whole = backfill('b1', 6).map((instance) => ({ ...instance, range: null }));
    expect(expectedDuration(whole, 6)?.days).toBeNull();
  });

  it('is not known without enough that went well', () => {
    expect(expectedDuration([...backfill('b1', 4), ...backfill('b0', 9, 'FAILED')], 6)).toBeNull();
    expect(expectedDuration([], 6)).toBeNull();
  });
});
