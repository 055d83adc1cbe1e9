import { describe, expect, it } from 'vitest';
import { pollConversion, pollConversionList } from './conversion-polling.ts';

describe('how often a conversion is looked at', () => {
  it.each([
    ['unknown', 2_000],
    ['converting', 2_000],
    ['requested', 60_000],
    ['converted', false],
    ['rejected', false],
  ] as const)('%s: every %s ms', (state, every) => {
    expect(pollConversion(state, 0)).toBe(every);
  });

  it('looks less often when it fails, also at what seemed settled', () => {
    expect(pollConversion('unknown', 3)).toBe(16_000);
    expect(pollConversion('converted', 1)).toBe(120_000);
  });

  it('never stops looking at a list, and looks often while something in it moves', () => {
    expect(pollConversionList(['converted', 'rejected'], 0)).toBe(60_000);
    expect(pollConversionList(['converted', 'unknown'], 0)).toBe(2_000);
  });
});
