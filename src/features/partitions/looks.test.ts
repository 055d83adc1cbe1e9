import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../api/partition-picture.ts';
import type { Evidence, EvidenceInstance } from '../../contract/evidence.ts';
import type { Granularity, Partitions } from '../../contract/plan.ts';
import { ordinalOf, shiftKey } from '../../domain/granularity.ts';
import {
  countInStates,
  partitionStates,
  rangesInState,
  type PartitionMap,
} from '../../domain/partition-state.ts';
import { countKeys, mergeRanges } from '../../domain/ranges.ts';
import { parseSelection } from '../../domain/selection.ts';
import { cellOfPartition } from './layout.ts';
import { looksOf, signatureOf, statesOf } from './looks.ts';

const asOf = '2026-11-21T10:00:00.000Z';
const zone = 'Asia/Shanghai';
const last: Record<'DAY' | 'HOUR' | 'MONTH', string> = {
  DAY: '2026-11-20',
  HOUR: '2026-11-21T17',
  MONTH: '2026-10',
};

type G = keyof typeof last;

function listed(g: G, gaps: readonly number[], length: number): Partitions {
  const keys = Array.from({ length }, (_key, i) => i).filter((i) => !gaps.includes(i));
  return {
    partitioned: true,
    hasData: true,
    granularity: g,
    ranges: mergeRanges(
      keys.map((i) => ({ start: shiftKey(last[g], -i, g), end: shiftKey(last[g], -i, g) })),
      g,
    ),
    count: keys.length,
    unreadable: [],
    truncated: false,
    asOf,
  };
}

const person = { id: 'p', name: 'Mia' };

const instances = fc.array(
  fc.record({
    id: fc.nat().map(String),
    status: fc.constantFrom('WAITING', 'RUNNING', 'SUCCESS', 'FAILED'),
    back: fc.nat({ max: 90 }),
    days: fc.nat({ max: 5 }),
  }),
  { maxLength: 12 },
);

function evidenceOf(drawn: { id: string; status: string; back: number; days: number }[]): Evidence {
  return {
    instances: drawn.map(({ id, status, back, days }, n): EvidenceInstance => {
      const start = shiftKey('2026-11-21', -back - days, 'DAY');
      const ended = status === 'SUCCESS' || status === 'FAILED';
      return {
        id,
        task: 1,
        status,
        range: { start, end: shiftKey(start, days, 'DAY') },
        createdAt: '2026-11-21T17:00:00',
        startedAt: status === 'WAITING' ? null : '2026-11-21T17:00:10',
        endedAt: ended ? `2026-11-21T17:0${n % 6}:30` : null,
        resourceGroup: null,
        priority: null,
        backfillId: `b${n % 3}`,
        createdBy: person,
      };
    }),
    marks: [],
    cutover: null,
    truncated: false,
    problems: [],
    asOf,
  };
}

function mapOf(g: G, gaps: number[], length: number, drawn: Parameters<typeof evidenceOf>[0]): PartitionMap {
  const plan = { granularity: g, refresh: { cron: null, from: -3, to: -1 } };
  const picture = pictureOf(plan, listed(g, gaps, length), evidenceOf(drawn), zone);
  if (!picture) throw new Error('no picture');
  return picture.map;
}

function looksOfAll(map: PartitionMap) {
  const g = map.granularity;
  const cell = (key: string) => cellOfPartition(ordinalOf(key, g), g);
  return looksOf(map, cell(map.history.start), cell(map.history.end));
}

describe('what the calendar shows', () => {
  it('agrees with the counts, the selections by state, the text and each partition’s evidence', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<G>('DAY', 'HOUR', 'MONTH'),
        fc.uniqueArray(fc.nat({ max: 99 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 100 }),
        instances,
        (g, gaps, length, drawn) => {
          const map = mapOf(g, gaps, length, drawn);
          const looks = looksOfAll(map);
          const whole = countInStates(map, [map.history]);
          let sum = 0;
          for (const state of partitionStates) {
            const count = map.counts[state];
            sum += count;
            const shown = looks.reduce(
              (n, look) => n + (look.hours ? look.hours.counts[state] : look.state === state ? 1 : 0),
              0,
            );
            expect(shown).toBe(count);
            expect(whole[state]).toBe(count);
            expect(countKeys(rangesInState(map, state), g)).toBe(count);
          }
          expect(sum).toBe(map.length);
          const context = {
            granularity: g,
            history: map.history,
            expected: last[g],
            inState: (state: (typeof partitionStates)[number]) => rangesInState(map, state),
          };
          expect(parseSelection('missing, failed', context).ranges).toEqual(
            rangesInState(map, 'missing', 'failed'),
          );
          for (let i = 0; i < map.length; i += 7)
            expect(map.evidence(map.keyAt(i))?.state).toBe(map.stateOf(map.keyAt(i)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows a day of hours as what most needs a person, with the hours that queries hit', () => {
    const map = mapOf('HOUR', [0, 1], 30, []);
    const today = looksOfAll(map).at(-1);
    expect(today).toMatchObject({ state: 'missing', hours: { hit: 16, total: 24 } });
    expect(today && statesOf(today)).toEqual(['materialised', 'missing', 'not-due']);
  });

  it('looks different when anything in it is', () => {
    const signature = (gaps: number[], drawn: Parameters<typeof evidenceOf>[0]) =>
      signatureOf(looksOfAll(mapOf('DAY', gaps, 40, drawn)));
    const plain = signature([], []);
    expect(signature([], [])).toBe(plain);
    expect(signature([3], [])).not.toBe(plain);
    const once = [{ id: '1', status: 'SUCCESS', back: 5, days: 0 }];
    expect(signature([], once)).not.toBe(plain);
  });
});

it.each<[Granularity, number, string]>([
  ['DAY', 20_778, '20778'],
  ['HOUR', 20_778 * 24 + 23, '20778'],
])('the cell of a partition of %s', (g, ordinal, cell) => {
  expect(String(cellOfPartition(ordinal, g))).toBe(cell);
});
