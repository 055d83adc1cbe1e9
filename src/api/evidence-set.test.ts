import { expect, it } from 'vitest';
import type { Evidence, EvidenceInstance } from '../contract/evidence.ts';
import { mergeEvidence } from './evidence-set.ts';

const instance = (backfillId: string, id: string, status = 'WAITING') =>
  ({ backfillId, id, status }) as EvidenceInstance;

function evidence(instances: EvidenceInstance[], rest: Partial<Evidence> = {}): Evidence {
  const nothing = { marks: [], cutover: null, truncated: false, problems: [] };
  return { ...nothing, instances, asOf: '2026-11-21T10:00:00.000Z', ...rest };
}

const before = evidence([instance('b', '1'), instance('b', '2'), instance('a', '1')], { cursor: 'first' });
const told = ({ instances }: Evidence) =>
  instances.map(({ backfillId, id, status }) => `${backfillId}${id} ${status}`);

it('takes a whole answer as it is', () => {
  const answer = evidence([instance('b', '2')]);
  expect(mergeEvidence(before, answer)).toBe(answer);
  expect(mergeEvidence(undefined, answer)).toBe(answer);
});

it('lays what has changed over what was known, the newest backfill first', () => {
  const answer = evidence([instance('c', '1'), instance('b', '3'), instance('b', '1', 'SUCCESS')], {
    partialOf: ['c', 'b', 'a'],
    cursor: 'second',
  });
  const after = mergeEvidence(before, answer);
  expect(told(after)).toEqual(['c1 WAITING', 'b1 SUCCESS', 'b2 WAITING', 'b3 WAITING', 'a1 WAITING']);
  expect(after.instances[2]).toBe(before.instances[1]);
  expect(after.cursor).toBe('second');
});

it('keeps the very list while nothing changes, and drops backfills that count no more', () => {
  expect(mergeEvidence(before, evidence([], { partialOf: ['b', 'a'] })).instances).toBe(before.instances);
  expect(told(mergeEvidence(before, evidence([], { partialOf: ['a'] })))).toEqual(['a1 WAITING']);
});
