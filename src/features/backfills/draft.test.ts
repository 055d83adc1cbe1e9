import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandKey, newDraft, readDraft, type Draft } from './draft.ts';

const full: Draft = {
  ...newDraft('d1', '2026-11-01..2026-11-05', 'b1'),
  include: { materialised: true, underWay: false, notDue: true },
  calls: 2,
  lotDays: 7,
  note: 'after the fix',
  agreed: { fingerprint: 'f', states: { missing: [{ start: '2026-11-01', end: '2026-11-05' }] } },
  attempt: { key: 'k', body: '{}' },
  refusals: 1,
};

describe('a draft', () => {
  it.each([full, newDraft('', '', null)])('comes back as it was kept', (draft) => {
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it.each([null, '', 'no json', '[]', '{}', '{"from":1,"text":"x"}'])(
    'is none when %j was kept',
    (stored) => {
      expect(readDraft(stored)).toBeNull();
    },
  );

  it('reads anything as far as it makes sense', () => {
    const odd = {
      from: 'd1',
      text: 'x',
      lotDays: -3,
      calls: 1.5,
      note: 7,
      agreed: { fingerprint: 'f' },
      attempt: {},
    };
    expect(readDraft(JSON.stringify(odd))).toEqual(newDraft('d1', 'x', null));
    fc.assert(
      fc.property(fc.json(), (text) => {
        readDraft(text);
      }),
    );
  });
});

describe('the key of a command', () => {
  it('is the same for the same, and another for anything else', () => {
    expect(commandKey('a', 'b')).toBe(commandKey('a', 'b'));
    expect(commandKey('a', 'b')).toMatch(/^[0-9a-f]{32}$/);
    const keys = Array.from({ length: 5000 }, (_, i) => commandKey('plan', `{"n":${i}}`));
    expect(new Set(keys).size).toBe(keys.length);
    expect(commandKey('ab', 'c')).not.toBe(commandKey('a', 'bc'));
  });
});
