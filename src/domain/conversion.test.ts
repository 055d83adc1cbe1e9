import { describe, expect, test } from 'vitest';
import { conversionStates } from '../contract/conversion.ts';
import { isOpen, nextConversionState, type ConversionEvent } from './conversion.ts';

const events: ConversionEvent['type'][] = [
  'approve',
  'send',
  'converted',
  'refused',
  'unknown',
  'reject',
  'withdraw',
];

const allowed = [
  ['requested', 'approve', 'approved'],
  ['requested', 'reject', 'rejected'],
  ['requested', 'withdraw', 'withdrawn'],
  ['approved', 'send', 'converting'],
  ['approved', 'withdraw', 'withdrawn'],
  ['converting', 'converted', 'converted'],
  ['converting', 'refused', 'refused'],
  ['converting', 'unknown', 'unknown'],
  ['unknown', 'converted', 'converted'],
  ['unknown', 'unknown', 'unknown'],
];

describe('a conversion', () => {
  test.each(conversionStates.flatMap((state) => events.map((type) => [state, type] as const)))(
    '%s on %s',
    (state, type) => {
      const step = allowed.find(([from, on]) => from === state && on === type);
      expect(nextConversionState(state, { type })).toBe(step?.[2] ?? null);
    },
  );

  test('is sent only after an approval, and an unknown one never becomes refused', () => {
    for (const state of conversionStates) {
      expect(nextConversionState(state, { type: 'send' }) !== null).toBe(state === 'approved');
    }
    expect(nextConversionState('unknown', { type: 'refused' })).toBeNull();
  });

  test('is open until it is decided and sent', () => {
    expect(conversionStates.filter(isOpen)).toEqual(['requested', 'approved', 'converting']);
  });
});
