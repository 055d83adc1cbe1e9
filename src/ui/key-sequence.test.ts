import { describe, expect, it } from 'vitest';
import { matchKey, type KeyPress, type Pending } from './key-sequence.ts';

const shortcuts = ['/', '?', 'j', 'g p', 'g b'];
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const g: Pending = { key: 'g', at: 1_000 };

describe('matchKey', () => {
  it.each([
    ['a single key', press('j'), null, 0, { matched: 'j', pending: null }],
    ['an unknown key', press('x'), null, 0, { matched: null, pending: null }],
    ['the start of a sequence', press('g'), null, 5, { matched: null, pending: { key: 'g', at: 5 } }],
    ['the end of a sequence', press('p'), g, 1_500, { matched: 'g p', pending: null }],
    ['the end that comes too late', press('p'), g, 2_500, { matched: null, pending: null }],
    ['another key after the start', press('j'), g, 1_500, { matched: 'j', pending: null }],
    ['a key with Ctrl', press('j', { ctrlKey: true }), null, 0, { matched: null, pending: null }],
    ['a key with Alt', press('/', { altKey: true }), null, 0, { matched: null, pending: null }],
    ['⌘ in a sequence', press('p', { metaKey: true }), g, 1_500, { matched: null, pending: null }],
  ])('%s', (_name, pressed, pending, now, expected) => {
    expect(matchKey(shortcuts, pressed, pending, now)).toEqual(expected);
  });
});
