import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backfill, BackfillPreview } from '../../src/contract/backfill.ts';
import type { FailureList } from '../../src/contract/failure.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { startSandboxConsole, type SandboxConsole } from './testing/sandbox-console.ts';

/** Daily, complete but for a few gaps. */
const planId = '12883658';
const january = { start: '2025-01-01', end: '2025-02-19' };

let on: SandboxConsole;
beforeEach(async () => {
  on = await startSandboxConsole();
});
afterEach(() => on.close());

const start = async () =>
  (await on.ops.post<Backfill>('/api/backfills', { planId, ranges: [january] })).body.id;
const failures = async (id: string, query = '') =>
  (await on.ops.get<FailureList>(`/api/backfills/${id}/failures${query}`)).body;
const details = () => on.world.calls.filter(({ call }) => call === 'instance').length;

describe('why the instances of a backfill failed', () => {
  it('is told in a line each, read once and no more than a few logs a call', async () => {
    on.world.failDays(planId, { from: '2025-01-01', to: '2025-02-09' }, 'memory-limit');
    const id = await start();
    on.clock.advance(3 * 3_600_000);
    const first = await failures(id);
    expect(first.failed).toBe(40);
    expect(first.failures).toHaveLength(24);
    expect(first.pending).toBe(16);
    expect(details()).toBe(24);
    const second = await failures(id);
    expect(second.pending).toBe(0);
    expect(second.failures).toHaveLength(40);
    expect(second.failures[0]).toMatchObject({
      task: 1,
      range: { start: '2025-01-01', end: '2025-01-01' },
      message: expect.stringMatching(/memory/i) as string,
    });
    for (const { message } of second.failures) expect(message?.length).toBeLessThanOrEqual(600);
    await failures(id);
    expect(details()).toBe(40);
  });

  it('is a sample spread over all days when only so many may be read', async () => {
    on.world.failDays(planId, { from: '2025-01-01', to: '2025-02-09' }, 'memory-limit');
    const id = await start();
    on.clock.advance(3 * 3_600_000);
    const some = await failures(id, '?most=4');
    expect(some.failures.map(({ range }) => range?.start)).toEqual([
      '2025-01-01',
      '2025-01-11',
      '2025-01-21',
      '2025-01-31',
    ]);
    expect(some).toMatchObject({ failed: 40, pending: 0 });
  });

  it('says when CAN does not give the logs, and asks it no further', async () => {
    on.world.failDays(planId, { from: '2025-01-01', to: '2025-02-09' }, 'memory-limit');
    const id = await start();
    on.clock.advance(3 * 3_600_000);
    on.world.setFault({ call: 'instance', kind: 'refuse', errorMsg: 'no permission for logs' });
    const { problems, pending, failures: none } = await failures(id);
    expect(none).toEqual([]);
    expect(pending).toBe(0);
    expect(problems[0]?.message).toContain('no permission for logs');
    expect(details()).toBeLessThanOrEqual(8);
  });

  it.each([
    ['no-such', '', 404],
    ['', '?most=0', 400],
    ['', '?most=all', 400],
  ])('of %j%s is %d', async (given, query, status) => {
    const id = given || (await start());
    const answer = await on.ops.get<Problem>(`/api/backfills/${id}/failures${query}`);
    expect(answer.status).toBe(status);
  });
});

describe('the requests a backfill would send', () => {
  const preview = <T>(body: object) => on.ops.post<T>('/api/backfills/preview', body);

  it('are those it does send, without the credential', async () => {
    const body = { planId, ranges: [january, { start: '2025-03-01', end: '2025-03-03' }], lotDays: 5 };
    const shown = await preview<BackfillPreview>(body);
    expect(shown.status).toBe(200);
    expect(on.world.calls.some(({ call }) => call === 'createTask')).toBe(false);
    expect(JSON.stringify(shown.body)).not.toContain('auth-value');
    await on.ops.post('/api/backfills', body);
    const sent = on.world.calls.filter(({ call }) => call === 'createTask');
    expect(shown.body.requests.map((request) => request.body)).toEqual(sent.map((call) => call.body));
    expect(shown.body.requests.map(({ url }) => new URL(url).pathname)).toEqual(
      sent.map(({ path }) => expect.stringContaining(path) as string),
    );
  });

  it('are refused for the same reason', async () => {
    const { status, body } = await preview<Problem>({
      planId,
      ranges: [{ start: '2025-01', end: '2025-02' }],
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'rule', reason: 'range-granularity', outcome: 'none' });
  });
});
