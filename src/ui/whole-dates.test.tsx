import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { formatFor } from '../i18n/format.ts';
import { WholeDates } from './whole-dates.tsx';

const whole = (text: string) =>
  [...renderToStaticMarkup(<WholeDates text={text} />).matchAll(/<span[^>]*>(.*?)<\/span>/g)].map(
    ([, date]) => date,
  );

it.each([
  ['2026-11-12', 'DAY'],
  ['2026-11', 'MONTH'],
  ['2026-W07', 'WEEK'],
  ['2026-Q4', 'QUARTER'],
  ['2026-11-12T07', 'HOUR'],
])('keeps %s in one piece', (key, granularity) => {
  const zh = formatFor('zh').partition(key, granularity);
  expect(whole(`但${zh}至${zh}，以及此后`)).toEqual([zh, zh]);
  const en = formatFor('en').partition(key, granularity);
  expect(whole(`Up to ${en}, but`)).toEqual([en]);
});

it('leaves the words as they are', () => {
  const text = 'Complete up to 17 Sept 2026, 06:00, but for 5 days further back.';
  expect(renderToStaticMarkup(<WholeDates text={text} />).replace(/<[^>]*>/g, '')).toBe(text);
  expect(whole(text)).toEqual(['17 Sept 2026, 06:00']);
});
