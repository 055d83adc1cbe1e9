import { expect, it } from 'vitest';
import type { PartitionState } from '../../domain/partition-state.ts';
import type { CellLook } from './looks.ts';
import { stripPaths } from './strip.ts';

const looks = (...states: PartitionState[]): CellLook[] =>
  states.map((state) => ({ state, attempts: 0, hours: null }));

it('joins neighbours of a state into one piece', () => {
  expect(stripPaths(looks('materialised', 'materialised', 'missing', 'materialised', 'not-due'), 5)).toEqual([
    { state: 'materialised', d: 'M0 10h2v14h-2zM3 10h1v14h-1z' },
    { state: 'missing', d: 'M2 21h1v3h-1z' },
  ]);
});

it('lets one failure among many show', () => {
  const many: PartitionState[] = Array.from({ length: 3650 }, () => 'materialised');
  many[1825] = 'failed';
  many[3649] = 'missing';
  const paths = stripPaths(looks(...many), 365);
  expect(paths.find(({ state }) => state === 'failed')?.d).toBe('M182 0h1v24h-1z');
  expect(paths.find(({ state }) => state === 'missing')?.d).toBe('M364 21h1v3h-1z');
});

it('stretches a short history', () => {
  expect(stripPaths(looks('failed', 'missing'), 4)).toEqual([
    { state: 'failed', d: 'M0 0h2v24h-2z' },
    { state: 'missing', d: 'M2 21h2v3h-2z' },
  ]);
});
