import { describe, expect, it } from 'vitest';
import { draftProblems, emptyDraft, isUntouched, requestOf } from './request-draft.ts';

const today = '2026-11-21';
const good = { reason: 'Airflow takes over', scheduler: 'Airflow', planned: '' };

describe('the form of a request', () => {
  it.each([
    ['what is needed', good, {}],
    ['nothing', emptyDraft, { reason: 'missing', scheduler: 'missing' }],
    ['blanks', { ...good, reason: '  \n' }, { reason: 'missing' }],
    ['2,001 characters', { ...good, scheduler: 'x'.repeat(2001) }, { scheduler: 'too-long' }],
    ['2,000 and blanks around them', { ...good, scheduler: ` ${'x'.repeat(2000)} ` }, {}],
    ['today', { ...good, planned: today }, {}],
    ['yesterday', { ...good, planned: '2026-11-20' }, { planned: 'past' }],
    ['a day that is none', { ...good, planned: '2026-02-30' }, { planned: 'no-day' }],
  ])('with %s', (_, draft, problems) => expect(draftProblems(draft, today)).toEqual(problems));

  it('sends what was typed without the blanks around it, and no date where none was named', () => {
    expect(requestOf('p1', { ...good, reason: ' why ' })).toEqual({
      planId: 'p1',
      reason: 'why',
      scheduler: 'Airflow',
    });
    expect(requestOf('p1', { ...good, planned: today })).toMatchObject({ plannedDate: today });
  });

  it('counts as typed in once anything is', () => {
    expect(isUntouched(emptyDraft)).toBe(true);
    expect(isUntouched({ ...emptyDraft, planned: today })).toBe(false);
  });
});
