import { expect, it } from 'vitest';
import { partitionStates, type PartitionState } from '../../domain/partition-state.ts';
import { stripPaths } from './strip.ts';

const codes = (...states: PartitionState[]) =>
  Uint8Array.from(states, (state) => partitionStates.indexOf(state));

it('joins neighbours of a state into one piece', () => {
  expect(stripPaths(codes('materialised', 'materialised', 'missing', 'materialised', 'not-due'), 5)).toEqual([
    { state: 'materialised', d: 'M0 10h2v14h-2zM3 10h1v14h-1z' },
    { state: 'missing', d: 'M2 21h1v3h-1z' },
  ]);
});

it('lets one failure among many show', () => {
  const many: PartitionState[] = Array.from({ length: 3650 }, () => 'materialised');
  many[1825] = 'failed';
  many[3649] = 'missing';
  const paths = stripPaths(codes(...many), 365);
  expect(paths.find(({ state }) => state === 'failed')?.d).toBe('M182 0h1v24h-1z');
  expect(paths.find(({ state }) => state === 'missing')?.d).toBe('M364 21h1v3h-1z');
});

it('stretches a short history', () => {
  expect(stripPaths(codes('failed', 'missing'), 4)).toEqual([
    { state: 'failed', d: 'M0 0h2v24h-2z' },
    { state: 'missing', d: 'M2 21h2v3h-2z' },
  ]);
});
