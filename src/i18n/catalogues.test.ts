import { describe, expect, it } from 'vitest';

/** The compiler sees to it that nothing is missing; this, that nothing was left in the other language. */
const modules = import.meta.glob<Record<string, unknown>>(
  ['../features/*/messages.ts', '../features/*/*-messages.ts', '../ui/messages.ts'],
  { eager: true },
);

/** Names, and words of CAN's, that are the same in both. */
const sameInBoth = new Set(['CAN', 'ID', 'App ID', 'SQL', 'CSV', 'cURL', 'dagName', 'Trace id', 'trace id']);
/** The button that names the other language, and what is for Intl and not for readers. */
const onPurpose = /^otherLanguage$|^switchLanguage$|(^|\.)locale$|Form$/;
const chinese = /[\u3400-\u9fff]/;

/** The strings of one language by their path in the catalogue. */
function strings(tree: unknown, at = ''): [string, string][] {
  if (typeof tree === 'string') return [[at, tree]];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => strings(value, at === '' ? key : `${at}.${key}`));
}

interface TwoLanguages {
  en: unknown;
  zh: unknown;
}
function isCatalogue(value: unknown): value is TwoLanguages {
  return typeof value === 'object' && value !== null && 'en' in value && 'zh' in value;
}

const catalogues = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter((entry): entry is [string, TwoLanguages] => isCatalogue(entry[1]))
    .map(([name, catalogue]) => ({ name: `${file} ${name}`, ...catalogue })),
);

it('finds the catalogues', () => {
  expect(catalogues.length).toBeGreaterThan(2);
});

describe.each(catalogues)('$name', ({ en, zh }) => {
  it('has no English in the Chinese', () => {
    const left = strings(zh).filter(([, text]) => !chinese.test(text) && /[a-z]{2}/i.test(text));
    expect(left.filter(([at, text]) => !sameInBoth.has(text) && !onPurpose.test(at))).toEqual([]);
  });

  it('has no Chinese in the English', () => {
    const left = strings(en).filter(([, text]) => chinese.test(text));
    expect(left.filter(([at]) => !onPurpose.test(at))).toEqual([]);
  });

  it('has no empty words', () => {
    // What stands between two sentences is a space in English and nothing in Chinese.
    const worded = [...strings(en), ...strings(zh)].filter(([at]) => !at.endsWith('.gap'));
    expect(worded.filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});
