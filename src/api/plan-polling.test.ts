import { describe, expect, it } from 'vitest';
import { isCounting, pollIdle, pollStates } from './plan-polling.ts';

const problem = { code: 'can-unreachable', message: 'away' } as const;

describe('asking for the states of all plans', () => {
  it.each([
    ['nothing known yet', undefined, 0, 60_000],
    ['a few, still counting', { checked: 3, total: 48 }, 0, 2_000],
    ['many, still counting', { checked: 120, total: 500 }, 0, 5_000],
    ['thousands, still counting', { checked: 120, total: 5000 }, 0, 15_000],
    ['all known', { checked: 48, total: 48 }, 0, 60_000],
    ['counting has stopped', { checked: 3, total: 48, problem }, 0, 60_000],
    ['failing while counting', { checked: 3, total: 48 }, 3, 16_000],
    ['failing for long', { checked: 48, total: 48 }, 9, 120_000],
  ])('%s', (_case, counting, errors, every) => {
    expect(pollStates(counting, { errors })).toBe(every);
  });

  it('is counting only while it goes on', () => {
    expect(isCounting({ checked: 1, total: 2 })).toBe(true);
    expect(isCounting({ checked: 2, total: 2 })).toBe(false);
    expect(isCounting({ checked: 1, total: 2, problem })).toBe(false);
  });
});

it('asks once a minute for the rest, slower while it fails, but never not at all', () => {
  expect(pollIdle({ errors: 0 })).toBe(60_000);
  expect(pollIdle({ errors: 20 })).toBe(120_000);
});
