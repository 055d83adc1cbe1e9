import { expect, it } from 'vitest';
import { chooseLanguage } from './choose-language.ts';

it.each([
  [null, ['zh-TW', 'en'], 'zh'],
  [null, ['zh-Hans-CN'], 'zh'],
  [null, ['de-CH', 'zh-CN', 'en'], 'zh'],
  [null, ['en-GB', 'zh-CN'], 'en'],
  [null, ['fr'], 'en'],
  [null, [], 'en'],
  ['zh', ['en'], 'zh'],
  ['en', ['zh-CN'], 'en'],
  ['klingon', ['zh-CN'], 'zh'],
] as const)('kept %s and browser %j give %s', (kept, preferred, expected) => {
  expect(chooseLanguage(kept, preferred)).toBe(expected);
});
