import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePhrase, typeable } from './confirm-phrase.ts';

describe('a typed name', () => {
  test.each([
    ['sales_daily', 'sales_daily', 'exact'],
    ['销售日报', '销售日报', 'exact'],
    ['', 'sales_daily', 'empty'],
    ['   ', 'sales_daily', 'empty'],
    ['sales_daily ', 'sales_daily', 'spaces'],
    [' sales daily', 'sales daily', 'spaces'],
    ['salesdaily', 'sales daily', 'spaces'],
    ['sales  daily', 'sales daily', 'spaces'],
    ['ｓａｌｅｓ＿ｄａｉｌｙ', 'sales_daily', 'full-width'],
    ['sales＿daily', 'sales_daily', 'full-width'],
    ['sales\u3000daily', 'sales daily', 'full-width'],
    ['sales(daily)', 'sales（daily）', 'full-width'],
    ['Sales_Daily', 'sales_daily', 'case'],
    ['Sales Daily', 'sales  daily', 'case'],
    ['sales_dail', 'sales_daily', 'different'],
    ['sales-daily', 'sales_daily', 'different'],
    ['日报销售', '销售日报', 'different'],
    // Nobody can type what can't be seen.
    ['sales daily', 'sales\u00a0daily', 'exact'],
    ['sales daily', 'sales \u200b daily\t', 'exact'],
    ['sales\u00a0daily', 'sales\u00a0daily', 'exact'],
    ['cafe\u0301', 'caf\u00e9', 'exact'],
  ])('"%s" for "%s" is %s', (typed, name, match) => expect(comparePhrase(typed, name)).toBe(match));

  test('confirms only when it is the name, but for what can not be typed', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'A', 'b', ' ', '_', 'ａ', '报', '\u00a0'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(letters, letters, (typed, name) => {
        const exact = typed === name || typed === typeable(name);
        expect(comparePhrase(typed, name) === 'exact').toBe(exact);
      }),
    );
  });

  test('the name as shown always confirms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(comparePhrase(typeable(name), name)).toBe('exact');
      }),
    );
  });
});
