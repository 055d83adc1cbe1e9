import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TenantLedger } from '../ledger/ledger.ts';
import { ProblemError } from '../problem-error.ts';
import { createBackfill } from './backfill.ts';
import { faults } from './testing/fake-can.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  world = await newWorld();
  world.can.addPlan({ id: 'p1' });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The ledger fails so many commits; what it was asked to commit may all the same have been committed. */
function failCommits(times: number, { committed }: { committed: boolean }): void {
  const commits = vi.spyOn(TenantLedger.prototype, 'transaction');
  for (let i = 0; i < times; i++) {
    commits.mockImplementationOnce(async (work) => {
      // In a transaction of its own kind: the one that is spied upon is the one that fails.
      if (committed) await tenant().planTransaction('p1', work);
      throw new ProblemError('ledger-unavailable', 'The ledger could not be read or written.');
    });
  }
}

const ranges = [1, 2].map((d) => ({ start: `2026-11-0${d}`, end: `2026-11-0${d}` }));
const create = () => createBackfill(world.as(world.ops), { planId: 'p1', ranges, lotDays: 1, note: '' });
const tenant = () => world.services.ledger.forTenant('t1');
const rows = async () => (await tenant().journal.list({}, 10)).map(({ state, dagName }) => [state, dagName]);
const backfill = async () => (await tenant().backfills.list({}, 1))[0];

describe('an answer of CAN that the ledger cannot record', () => {
  it('is told as unknown with the dagName, logged, and recorded as soon as the ledger is back', async () => {
    failCommits(3, { committed: false });
    await expect(create()).rejects.toMatchObject({
      code: 'ledger-unavailable',
      outcome: 'unknown',
      detail: expect.stringContaining('dag_1') as string,
    });
    expect(world.lines.join('\n')).toContain('"dagName":"dag_1"');
    expect(await rows()).toEqual([['sending', undefined]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await rows()).toEqual([['sending', undefined]]);
    await vi.advanceTimersByTimeAsync(2000);
    await vi.advanceTimersByTimeAsync(4000);
    await vi.waitFor(async () => expect(await rows()).toEqual([['done', 'dag_1']]));
    expect((await backfill())?.tasks).toMatchObject([
      { state: 'created', dagName: 'dag_1' },
      { state: 'unsent' },
    ]);
    expect((await backfill())?.sender).toBeNull();
    expect(world.can.sent).toHaveLength(1);
  });

  it('leaves no task as sending that was never sent, when the commit was made after all', async () => {
    failCommits(1, { committed: true });
    await expect(create()).rejects.toMatchObject({ outcome: 'unknown' });
    await vi.advanceTimersByTimeAsync(1000);
    await vi.waitFor(async () => expect((await backfill())?.sender).toBeNull());
    expect(await rows()).toEqual([
      ['refused', undefined],
      ['done', 'dag_1'],
    ]);
    expect((await backfill())?.tasks).toMatchObject([{ state: 'created' }, { state: 'unsent' }]);
    expect(world.can.sent).toHaveLength(1);
  });

  it('is not needed for a call that failed in the usual ways', async () => {
    world.can.next('createTask', faults.refuse('no'));
    expect((await create()).status).toBe(201);
    expect(world.lines.filter((line) => line.includes('not-recorded'))).toEqual([]);
  });
});
