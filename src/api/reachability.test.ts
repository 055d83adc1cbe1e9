import { QueryCache, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type ApiCode } from './errors.ts';
import { createReachability, retryAfter } from './reachability.ts';

function failure(code: ApiCode): ApiError {
  return new ApiError({ code, message: code, status: 502, outcome: 'none', isCommand: false });
}

/** A client whose queries answer or fail as the test says. */
function world() {
  const reachability = createReachability();
  const answers = new Map<string, ApiCode | 'fine'>();
  const asked: string[] = [];
  const client = new QueryClient({
    queryCache: new QueryCache({
      onSuccess: (_data, query) => reachability.settled(query),
      onError: (error, query) => reachability.failed(query, error),
    }),
    defaultOptions: { queries: { retry: false, networkMode: 'always' } },
  });
  const stop = reachability.watch(client);
  const ask = (name: string) =>
    client
      .fetchQuery({
        queryKey: [name],
        queryFn: async () => {
          asked.push(name);
          const answer = answers.get(name) ?? 'fine';
          if (answer !== 'fine') throw failure(answer);
          return name;
        },
      })
      .catch(() => undefined);
  return { client, stop, answers, asked, ask, state: reachability.store.get };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('reachability', () => {
  it('says who cannot be reached, and that it is over once the failed query has succeeded', async () => {
    const { answers, ask, state, stop } = world();
    answers.set('plans', 'can-timeout');
    await ask('plans');
    expect(state()).toEqual({ outage: { who: 'can', code: 'can-timeout' }, recoveries: 0 });
    answers.set('plans', 'fine');
    await ask('plans');
    expect(state()).toEqual({ outage: null, recoveries: 1 });
    stop();
  });

  it('is not over because something else, perhaps from a cache, succeeded', async () => {
    const { answers, ask, state, stop } = world();
    answers.set('plans', 'can-unreachable');
    await ask('plans');
    await ask('session');
    expect(state().outage).toEqual({ who: 'can', code: 'can-unreachable' });
    stop();
  });

  it.each<ApiCode>(['can-failed', 'can-bad-answer'])(
    'takes a single %s for the trouble of what was asked, asks again all the same, and tells when more fails',
    async (code) => {
      const { answers, ask, asked, state, stop } = world();
      answers.set('partitions', code);
      await ask('partitions');
      await ask('plans');
      expect(state()).toEqual({ outage: null, recoveries: 0 });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(asked.filter((name) => name === 'partitions')).toHaveLength(2);
      answers.set('plans', code);
      await ask('plans');
      expect(state().outage).toEqual({ who: 'can', code });
      answers.clear();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(state()).toEqual({ outage: null, recoveries: 1 });
      stop();
    },
  );

  it.each<ApiCode>(['can-refused', 'not-found', 'can-forbidden', 'unauthenticated', 'internal'])(
    'takes %s for an answer',
    async (code) => {
      const { answers, ask, state, stop } = world();
      answers.set('plans', code);
      await ask('plans');
      expect(state().outage).toBeNull();
      stop();
    },
  );

  it('names the gateway before CAN', async () => {
    const { answers, ask, state, stop } = world();
    answers.set('plans', 'can-failed');
    answers.set('session', 'gateway-unreachable');
    await ask('plans');
    await ask('session');
    expect(state().outage?.who).toBe('gateway');
    stop();
  });

  it('asks again by itself, ever more slowly, until it works', async () => {
    const { answers, ask, asked, state, stop } = world();
    answers.set('plans', 'can-timeout');
    await ask('plans');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(3);
    answers.set('plans', 'fine');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toHaveLength(4);
    expect(state()).toEqual({ outage: null, recoveries: 1 });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(asked).toHaveLength(4);
    stop();
  });

  it('forgets a query that is no longer kept', async () => {
    const { answers, ask, client, state, stop } = world();
    answers.set('plans', 'can-timeout');
    await ask('plans');
    client.removeQueries({ queryKey: ['plans'] });
    expect(state().outage).toBeNull();
    stop();
  });

  it('slows down to once a minute', () => {
    expect([0, 1, 2, 3, 4, 10].map(retryAfter)).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });
});
