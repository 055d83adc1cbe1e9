import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeCron } from './cron.ts';

describe('a schedule in words', () => {
  test.each([
    ['0 2 * * *', { kind: 'daily', hour: 2, minute: 0 }],
    ['  30   6 * * *  ', { kind: 'daily', hour: 6, minute: 30 }],
    ['0 0 2 * * *', { kind: 'daily', hour: 2, minute: 0 }],
    ['0 0 2 * * ?', { kind: 'daily', hour: 2, minute: 0 }],
    ['0 0 0 ? * *', { kind: 'daily', hour: 0, minute: 0 }],
    ['15 30 2 1/1 * ? *', { kind: 'daily', hour: 2, minute: 30 }],
    ['5 * * * *', { kind: 'hourly', every: 1, from: 0, minute: 5 }],
    ['0 10 0/1 * * ?', { kind: 'hourly', every: 1, from: 0, minute: 10 }],
    ['0 */6 * * *', { kind: 'hourly', every: 6, from: 0, minute: 0 }],
    ['0 2,14 * * *', { kind: 'hourly', every: 12, from: 2, minute: 0 }],
    ['*/15 * * * *', { kind: 'minutes', every: 15 }],
    ['* * * * *', { kind: 'minutes', every: 1 }],
    // Unix and Spring: 0 and 7 are Sunday, 1 is Monday. Quartz: 1 is Sunday, 2 is Monday.
    ['0 3 * * 1', { kind: 'weekly', weekdays: [1], hour: 3, minute: 0 }],
    ['0 3 * * 0', { kind: 'weekly', weekdays: [7], hour: 3, minute: 0 }],
    ['0 3 * * 5-7', { kind: 'weekly', weekdays: [5, 6, 7], hour: 3, minute: 0 }],
    ['0 0 3 * * 1', { kind: 'weekly', weekdays: [1], hour: 3, minute: 0 }],
    ['0 0 3 ? * 2', { kind: 'weekly', weekdays: [1], hour: 3, minute: 0 }],
    ['0 0 3 ? * 1', { kind: 'weekly', weekdays: [7], hour: 3, minute: 0 }],
    ['0 0 3 ? * MON-FRI', { kind: 'weekly', weekdays: [1, 2, 3, 4, 5], hour: 3, minute: 0 }],
    ['0 3 * * mon,wed', { kind: 'weekly', weekdays: [1, 3], hour: 3, minute: 0 }],
    ['0 3 * * 0-6', { kind: 'daily', hour: 3, minute: 0 }],
    ['0 4 1 * *', { kind: 'monthly', days: [1], hour: 4, minute: 0 }],
    ['0 0 4 1,15 * ?', { kind: 'monthly', days: [1, 15], hour: 4, minute: 0 }],
    ['0 0 4 L * ?', { kind: 'monthly', days: ['last'], hour: 4, minute: 0 }],
  ])('"%s" is %j', (raw, schedule) => expect(describeCron(raw)).toEqual(schedule));

  test.each([
    '',
    'daily',
    '@daily',
    '0 2 * *',
    '0 0 2 * * ? * *',
    '60 2 * * *',
    '0 24 * * *',
    '0 2 0 * *',
    '0 2 32 * *',
    '0 2 * 13 *',
    '0 2 * * 8',
    '0 0 3 ? * 0',
    '0 2 1 1 *',
    '0 2 1 * 1',
    '0 2,3 * * *',
    '0,7 * * * *',
    '*/15 8-18 * * *',
    '* 0 2 * * *',
    '0 0 4 1 * ? 2030',
    '0 0 4 ? * 2#1',
    '0 0 4 15W * ?',
    '5-1 * * * *',
    '0 */0 * * *',
    '0 2 * * *-3',
  ])('"%s" is shown as it is', (raw) => expect(describeCron(raw)).toEqual({ kind: 'other', raw }));

  test('never fails, and never says what is impossible', () => {
    const field = fc.constantFrom(
      '*',
      '?',
      '0',
      '1',
      '7',
      '12',
      '59',
      '*/5',
      '1-5',
      '2,4',
      'L',
      'MON',
      '99',
      '1/1',
      '-',
      '',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(field, { minLength: 4, maxLength: 8 }).map((all) => all.join(' ')),
        ),
        (raw) => {
          const schedule = describeCron(raw);
          if (schedule.kind === 'other') expect(schedule.raw).toBe(raw);
          if ('hour' in schedule) expect(schedule.hour < 24 && schedule.minute < 60).toBe(true);
          if (schedule.kind === 'weekly')
            expect(schedule.weekdays.every((day) => day >= 1 && day <= 7)).toBe(true);
        },
      ),
    );
  });
});
