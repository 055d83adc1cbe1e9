import { expect, it } from 'vitest';
import { addressPatch, readAddress, type CalendarAddress } from './address.ts';

it.each<CalendarAddress>([
  { view: 'calendar', only: [], prepared: null },
  { view: 'list', only: ['missing', 'failed'], prepared: null },
  { view: 'calendar', only: ['not-due'], prepared: 'clear' },
])('reads what it wrote: %j', (address) => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(addressPatch(address)))
    if (value !== null) params.set(name, value);
  expect(readAddress(params)).toEqual(address);
});

it.each(['', 'view=grid&show=,,x&do=drop', 'show=%00&view=', 'do=__proto__'])(
  'takes %j for the plain calendar',
  (text) => {
    expect(readAddress(new URLSearchParams(text))).toEqual({ view: 'calendar', only: [], prepared: null });
  },
);

it('leaves out what it is not asked about', () => {
  expect(addressPatch({ only: [] })).toEqual({ show: null });
  expect(addressPatch({})).toEqual({});
});
