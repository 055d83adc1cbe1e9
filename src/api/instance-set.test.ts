import { describe, expect, it } from 'vitest';
import type { InstanceList, InstanceListItem } from '../contract/instance.ts';
import { mergeInstances } from './instance-set.ts';

function one(id: string, day: string, status = 'WAITING', task = 1): InstanceListItem {
  return {
    id,
    task,
    status,
    range: { start: day, end: day },
    createdAt: '2026-11-21T18:00:00',
    startedAt: null,
    endedAt: null,
    resourceGroup: null,
    priority: null,
  };
}

function answer(instances: InstanceListItem[], more: Partial<InstanceList> = {}): InstanceList {
  return { instances, asOf: '2026-11-21T10:00:00.000Z', partial: false, problems: [], ...more };
}

describe('mergeInstances', () => {
  it('puts the oldest business date first and ids beyond 2^53 in their order', () => {
    const set = mergeInstances(
      undefined,
      answer([
        one('9007199254740995', '2026-11-02'),
        one('9007199254740993', '2026-11-02'),
        one('999', '2026-11-02'),
        one('5', '2026-11-03', 'WAITING', 2),
        one('7', '2026-11-01'),
      ]),
    );
    expect(set.list.map(({ id }) => id)).toEqual(['7', '999', '9007199254740993', '9007199254740995', '5']);
  });

  it('keeps the identity of what did not change, and of the list when nothing did', () => {
    const first = mergeInstances(undefined, answer([one('1', '2026-11-01'), one('2', '2026-11-02')]));
    const later = { asOf: '2026-11-21T10:00:05.000Z', partial: true };
    const still = mergeInstances(first, answer([one('1', '2026-11-01')], later));
    expect(still.list).toBe(first.list);
    expect(still.asOf).toBe(later.asOf);
    expect(still.changedAt).toBe(first.asOf);

    const moved = mergeInstances(still, answer([one('2', '2026-11-02', 'RUNNING')], later));
    expect(moved.list[0]).toBe(first.list[0]);
    expect(moved.list[1]?.status).toBe('RUNNING');
    expect(moved.changedAt).toBe(later.asOf);
    expect(first.byId.get('2')?.status).toBe('WAITING');
  });

  it('sorts in what a later answer brings anew', () => {
    const first = mergeInstances(undefined, answer([one('2', '2026-11-02')]));
    const next = mergeInstances(first, answer([one('1', '2026-11-01')], { partial: true }));
    expect(next.list.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('drops what a whole answer no longer has, but not what could not be read', () => {
    const first = mergeInstances(
      undefined,
      answer([one('1', '2026-11-01'), one('2', '2026-11-02', 'RUNNING', 2), one('3', '2026-11-03')]),
    );
    const problems = [{ task: 2, cause: { code: 'can-failed' as const }, message: 'HTTP 502' }];
    const next = mergeInstances(first, answer([one('1', '2026-11-01')], { problems }));
    expect(next.list.map(({ id }) => id)).toEqual(['1', '2']);
    expect(next.problems).toEqual(problems);
  });
});
