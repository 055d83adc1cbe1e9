import { afterEach, describe, expect, it, vi } from 'vitest';
import { getJson, newCommandKey, sendCommand } from './client.ts';
import { ApiError } from './errors.ts';

function answers(status: number, body: string | null, headers: Record<string, string> = {}) {
  const fake = vi.fn<typeof fetch>(async () => new Response(body, { status, headers }));
  vi.stubGlobal('fetch', fake);
  return fake;
}

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

const problem = {
  code: 'can-refused',
  message: 'CAN refused.',
  detail: 'Acceleration plan does not exist',
  traceId: 't-1',
  requestId: 'r-1',
  outcome: 'none',
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the client', () => {
  it('gives the data of a good answer', async () => {
    answers(200, '{"plans":[]}');
    expect(await getJson('/api/plans')).toEqual({ plans: [] });
  });

  it('gives nothing for 204', async () => {
    answers(204, null);
    expect(await sendCommand('DELETE', '/api/session', {}, 'k')).toBeUndefined();
  });

  it('turns a problem body into an ApiError with everything in it', async () => {
    answers(422, JSON.stringify(problem), { 'x-request-id': 'other' });
    const { code, status, requestId, traceId, outcome, detail } = await errorOf(getJson('/api/plans/1'));
    expect({ code, status, requestId, traceId, outcome, detail }).toEqual({
      code: 'can-refused',
      status: 422,
      requestId: 'r-1',
      traceId: 't-1',
      outcome: 'none',
      detail: 'Acceleration plan does not exist',
    });
  });

  it.each([
    ['a code outside of the closed set', 500, JSON.stringify({ ...problem, code: 'weird' })],
    ['HTML of a proxy', 502, '<html>Bad gateway</html>'],
    ['an empty error', 404, ''],
    ['HTML with 200', 200, '<!doctype html>'],
    ['an empty body with 200', 200, ''],
    ['cut JSON', 200, '{"plans":[{'],
  ])('calls %s a bad answer', async (_name, status, body) => {
    answers(status, body, { 'x-request-id': 'r-9' });
    const error = await errorOf(getJson('/api/plans'));
    expect(error).toMatchObject({ code: 'gateway-bad-answer', status, outcome: 'none', requestId: 'r-9' });
  });

  it.each([
    [502, 'unknown'],
    [200, 'unknown'],
    [404, 'none'],
    [413, 'none'],
  ])('leaves the outcome of a command answered by something else with %d %s', async (status, outcome) => {
    answers(status, '<html>');
    expect(await errorOf(sendCommand('POST', '/api/backfills', {}, 'k'))).toMatchObject({ outcome });
  });

  it('leaves the outcome of a command open when no answer came, and says that of no read', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))),
    );
    expect(await errorOf(sendCommand('POST', '/api/backfills', {}, 'k'))).toMatchObject({
      code: 'gateway-unreachable',
      status: 0,
      outcome: 'unknown',
    });
    expect(await errorOf(getJson('/api/plans'))).toMatchObject({
      code: 'gateway-unreachable',
      outcome: 'none',
    });
  });

  it('passes the caller’s own cancellation on as it is', async () => {
    const controller = new AbortController();
    vi.stubGlobal(
      'fetch',
      vi.fn<typeof fetch>(
        (_path, init) =>
          new Promise((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
          }),
      ),
    );
    const asked = getJson('/api/plans', controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('sends a command as JSON with its key, and follows no redirect', async () => {
    const fake = answers(201, '{"id":"b1"}');
    await sendCommand('POST', '/api/backfills', { planId: '1' }, 'key-1');
    const [path, init] = fake.mock.calls[0] ?? [];
    expect(path).toBe('/api/backfills');
    expect(init).toMatchObject({
      method: 'POST',
      redirect: 'error',
      body: '{"planId":"1"}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1' },
    });
  });

  it('uses an answer that was asked for early once', async () => {
    const fake = answers(200, '{"n":2}');
    vi.stubGlobal('early', { '/api/plans': Promise.resolve(new Response('{"n":1}')) });
    expect(await getJson('/api/plans')).toEqual({ n: 1 });
    expect(fake).not.toHaveBeenCalled();
    expect(await getJson('/api/plans')).toEqual({ n: 2 });
  });

  it('makes keys that do not repeat', () => {
    expect(new Set(Array.from({ length: 100 }, newCommandKey)).size).toBe(100);
    expect(newCommandKey()).toMatch(/^[0-9a-f]{32}$/);
  });
});
