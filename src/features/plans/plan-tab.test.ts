import { describe, expect, it } from 'vitest';
import { readTab, tabsOf } from './plan-tab.ts';
import { conditionIn, isPlain, readable } from './raw-text.ts';

describe('tabs', () => {
  it('are those that the plan has', () => {
    expect(tabsOf({ kind: 'EXTERNAL' })).toEqual(['calendar', 'backfills', 'scripts', 'details', 'activity']);
    expect(tabsOf({ kind: 'RESULT' })).toEqual(['calendar', 'backfills', 'details', 'activity']);
    expect(tabsOf(undefined)).toEqual(['backfills', 'activity']);
  });

  it.each([
    ['', 'calendar'],
    ['tab=details', 'details'],
    ['tab=scripts', 'calendar'],
    ['tab=%00', 'calendar'],
  ])('%j is read as %s', (search, tab) => {
    expect(readTab(new URLSearchParams(search), tabsOf({ kind: 'RESULT' }))).toBe(tab);
  });
});

describe('what has no field here', () => {
  const words = { yes: 'yes', no: 'no', nothing: 'nothing' };
  it.each<[unknown, string]>([
    ['text', 'text'],
    ['', 'nothing'],
    [null, 'nothing'],
    [true, 'yes'],
    [false, 'no'],
    [0, '0'],
  ])('%j reads %j', (value, text) => {
    expect(isPlain(value)).toBe(true);
    expect(readable(value, words)).toBe(text);
  });

  it('takes only a whole object for a condition', () => {
    expect(conditionIn('{"dimension":"city","values":["SH"]}')).toEqual({
      dimension: 'city',
      values: ['SH'],
    });
    expect(conditionIn('{city} = 1')).toBeNull();
    expect(conditionIn('city = 1')).toBeNull();
  });
});
