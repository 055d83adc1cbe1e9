import { describe, expect, it } from 'vitest';
import type { Evidence, EvidenceInstance } from '../contract/evidence.ts';
import { isMoving, pollEvidence, pollPartitions } from './partition-polling.ts';

const zone = 'Asia/Shanghai';

const instance = (change: Partial<EvidenceInstance>): EvidenceInstance => ({
  id: '1',
  task: 1,
  status: 'RUNNING',
  range: null,
  createdAt: '2026-11-21T17:59:00',
  startedAt: null,
  endedAt: null,
  resourceGroup: null,
  priority: null,
  backfillId: 'b',
  createdBy: { id: 'p', name: 'Mia' },
  ...change,
});

const evidence = (...instances: EvidenceInstance[]): Evidence => ({
  instances,
  marks: [],
  cutover: null,
  truncated: false,
  problems: [],
  asOf: '2026-11-21T10:00:00.000Z',
});

const ended = instance({ status: 'SUCCESS', endedAt: '2026-11-21T17:59:30' });

describe('how often a calendar asks', () => {
  it.each([
    ['something runs', evidence(ended, instance({})), 2_000],
    ['something waits', evidence(instance({ status: 'WAITING' })), 2_000],
    ['thousands do', evidence(...Array.from({ length: 3650 }, () => instance({}))), 15_000],
    ['nothing has moved for hours', evidence(instance({ createdAt: '2026-11-21T09:00:00' })), 6_000],
    ['all has ended', evidence(ended), 60_000],
    ['nothing was ever asked for', evidence(), 60_000],
    ['a word is not known', evidence(instance({ status: 'PAUSED' })), 60_000],
    ['nothing is known yet', undefined, 60_000],
  ])('when %s', (_when, known, everyMs) => {
    expect(pollEvidence(known, zone, { errors: 0 })).toBe(everyMs);
  });

  it('asks less often after failures, but never stops', () => {
    const moving = evidence(instance({}));
    const waits = [0, 1, 2, 3, 20].map((errors) => Number(pollEvidence(moving, zone, { errors })));
    for (let i = 1; i < waits.length; i++) expect(waits[i]).toBeGreaterThan(waits[i - 1] ?? 0);
    expect(waits.at(-1)).toBeLessThanOrEqual(120_000);
  });

  it('asks for CAN’s list more often while something moves', () => {
    expect(pollPartitions(true, { errors: 0 })).toBe(15_000);
    expect(pollPartitions(false, { errors: 0 })).toBe(60_000);
    expect(isMoving([ended])).toBe(false);
  });
});
