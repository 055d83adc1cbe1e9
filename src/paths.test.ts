import { matchPath } from 'react-router';
import { describe, expect, it } from 'vitest';
import { apiPaths, paths, routePatterns, safeNext } from './paths.ts';

const awkwardIds = ['12876560', 'a/b', 'a b?c#d&e=f', '100%', '销售/日报', '<b>"x"</b>', 'مرحبا', 'a%2Fb'];

describe('paths', () => {
  it.each(awkwardIds)('gives back the plan id %s that went in', (id) => {
    const { pathname, search, hash } = new URL(paths.plan(id, { tab: 'details' }), 'http://x');
    const match = matchPath(routePatterns.plan, pathname);
    expect(search).toBe('?tab=details');
    expect(hash).toBe('');
    expect(decodeURIComponent(pathname.slice('/plans/'.length))).toBe(id);
    expect(match).not.toBeNull();
  });

  it('leaves out what is empty', () => {
    expect(paths.plans({ q: '', kind: null, sort: undefined })).toBe('/plans');
    expect(paths.plans({ q: 'a&b', kind: 'RESULT' })).toBe('/plans?q=a%26b&kind=RESULT');
  });

  it.each(awkwardIds)('spells the gateway’s path of plan %s', (id) => {
    const { pathname, search } = new URL(apiPaths.plan(id), 'http://x');
    expect(decodeURIComponent(pathname.slice('/api/plans/'.length))).toBe(id);
    expect(search).toBe('');
  });

  it('lists ids for freshness in one parameter', () => {
    const url = new URL(apiPaths.planFreshness(['1', '9007199254740993']), 'http://x');
    expect(url.searchParams.get('ids')).toBe('1,9007199254740993');
  });
});

describe('safeNext', () => {
  it.each(['/plans', '/plans?q=a#top', '/plans/%E9%94%80', '/plans/1?tab=details'])('keeps %s', (next) => {
    expect(safeNext(next)).toBe(next);
  });

  it.each([
    null,
    undefined,
    '',
    'plans',
    'https://evil.example/plans',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '/api/session',
  ])('leads home instead of to %j', (next) => {
    expect(safeNext(next)).toBe('/');
  });
});
