import { describe, expect, it } from 'vitest';
import { activityFilterQuery, isUnfiltered, readActivityFilter } from './activity-filter.ts';

const read = (query: string) => readActivityFilter(new URLSearchParams(query));

describe('the journal’s filter in the address', () => {
  it('reads back what it wrote', () => {
    const filter = {
      planId: '销售/日报',
      actor: 'fp-1',
      action: 'data-update',
      state: 'unknown',
      from: '2026-11-01',
      to: '2026-11-30',
    } as const;
    const query = new URLSearchParams(activityFilterQuery(filter) as Record<string, string>).toString();
    expect(read(query)).toEqual(filter);
  });

  it.each(['', 'action=drop&outcome=great&from=2026-02-30&to=yesterday&plan=&who=%20', 'x=y'])(
    'takes %j for no filter at all',
    (query) => expect(isUnfiltered(read(query))).toBe(true),
  );

  it('is a filter as soon as one thing is named', () => {
    expect(isUnfiltered(read('who=fp-1'))).toBe(false);
  });
});
