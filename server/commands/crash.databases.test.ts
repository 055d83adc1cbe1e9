import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TenantLedger } from '../ledger/ledger.ts';
import { engines, type Place } from '../ledger/testing/ledgers.ts';
import { testClock, type TestClock } from '../ledger/testing/test-clock.ts';
import { createBackfill } from './backfill.ts';
import { continueBackfill } from './continue.ts';
import { approveConversion } from './conversion-approve.ts';
import { settleConversion } from './conversion-read-back.ts';
import { requestConversion } from './conversion-request.ts';
import { markPartitions } from './mark.ts';
import { settleTask } from './settle.ts';
import { FakeCan, type Fault } from './testing/fake-can.ts';
import { newWorld, person, type World } from './testing/world.ts';

/** A call on which the process dies: it never comes back, and the test learns that it was made. */
function dying(after: boolean): { fault: Fault; reached: Promise<void> } {
  let report: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (report = resolve));
  return {
    reached,
    fault: (apply) => {
      if (after) apply();
      report();
      return new Promise(() => undefined);
    },
  };
}

const ranges = [1, 2, 3].map((d) => ({ start: `2026-11-0${d}`, end: `2026-11-0${d}` }));
const input = { planId: 'p1', ranges, lotDays: 1, note: '' };
const yes = { planName: 'gmv', acknowledged: true as const };

describe.each(engines)('on $engine', ({ engine, available, newPlace }) => {
  let place: Place;
  let clock: TestClock;
  let can: FakeCan;

  /** A gateway starts on what there is. */
  const start = async (): Promise<World> => newWorld({ ledger: await place.open(clock), can, clock });
  const die = (world: World) => world.services.ledger.close(0);
  const journal = (world: World) => world.services.ledger.forTenant('t1').journal.list({}, 100);
  const states = (items: readonly { state: string }[]) => items.map(({ state }) => state);

  beforeEach(async (context) => {
    if (!available) return context.skip('no PostgreSQL could be started');
    place = await newPlace();
    clock = testClock();
    can = new FakeCan(clock);
    can.addPlan({ id: 'p1', name: 'gmv' });
    can.addPlan({ id: 'x', kind: 'EXTERNAL' });
  });
  afterEach(async () => {
    if (available) await place.remove();
  });

  describe.each([
    ['before CAN took it', false],
    ['after CAN took it', true],
  ])('a gateway killed %s', (_, after) => {
    it('in the second task of a backfill: nothing is lost, nothing is sent again', async () => {
      const before = await start();
      const death = dying(after);
      can.next('createTask', (apply) => Promise.resolve(apply()), death.fault);
      void createBackfill(before.as(before.ops, 'k'), input).catch(() => undefined);
      await death.reached;
      await die(before);

      const world = await start();
      const again = await createBackfill(world.as(world.ops, 'k'), input);
      expect(again.status).toBe(201);
      expect(again.body.tasks).toMatchObject([
        { state: 'created', dagName: 'dag_1' },
        { state: 'unknown' },
        { state: 'unsent' },
      ]);
      expect(again.body.state).toBe('needs attention');
      expect(states(await journal(world))).toEqual(['unknown', 'done']);
      expect(can.sent).toHaveLength(2);

      const settled = after ? { dagName: 'dag_2' } : { created: false as const };
      await settleTask(world.as(world.ops), again.body.id, 2, settled);
      const { body } = await continueBackfill(world.as(world.ops), again.body.id);
      expect(states(body.tasks)).toEqual(['created', 'created', 'created']);
      expect(can.dags.size).toBe(3);
      expect(await createBackfill(world.as(world.ops, 'k'), input)).toMatchObject({ status: 201 });
      expect(can.dags.size).toBe(3);
    });

    it('in a conversion: unknown, read back, never sent again', async () => {
      const before = await start();
      const request = { planId: 'p1', reason: 'r', scheduler: 's' };
      const { id } = (await requestConversion(before.as(before.ops), request)).body;
      const death = dying(after);
      can.next('transform', death.fault);
      void approveConversion(before.as(before.owner, 'k'), id, yes).catch(() => undefined);
      await death.reached;
      await die(before);

      const world = await start();
      const repeat = await approveConversion(world.as(world.owner, 'k'), id, yes);
      expect(repeat.body.state).toBe('unknown');
      expect(repeat.body.decidedBy).toEqual({ id: 'fp-owner', name: 'owner' });
      await expect(approveConversion(world.as(world.owner), id, yes)).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await settleConversion(world.as(world.ops), id)).known).toBe(after);
      expect((await world.services.ledger.forTenant('t1').conversions.get(id))?.state).toBe(
        after ? 'converted' : 'unknown',
      );
      expect(can.sent).toHaveLength(1);
    });

    it('in a mark: unknown, told so to a repeat, never sent again', async () => {
      const before = await start();
      const death = dying(after);
      can.next('updatePartition', death.fault);
      const mark = (world: World) =>
        markPartitions(world.as(world.ops, 'k'), 'x', {
          success: [{ start: '2026-11-01', end: '2026-11-01' }],
        });
      void mark(before).catch(() => undefined);
      await death.reached;
      await die(before);

      const world = await start();
      await expect(mark(world)).rejects.toMatchObject({ outcome: 'unknown' });
      expect(states(await journal(world))).toEqual(['unknown']);
      expect(can.sent).toHaveLength(1);
    });
  });

  it('a command that died before it began anything is begun by its repeat', async () => {
    const before = await start();
    can.readGate = new Promise(() => undefined);
    void createBackfill(before.as(before.ops, 'k'), input).catch(() => undefined);
    await expect.poll(() => can.reads).toBe(1);
    await die(before);
    can.readGate = null;
    const world = await start();
    expect((await createBackfill(world.as(world.ops, 'k'), input)).status).toBe(201);
    expect(can.sent).toHaveLength(3);
  });

  it('asked to end, it waits for the answer that is due, records it, and sends no further task', async () => {
    const before = await start();
    let ending: Promise<void> | undefined;
    can.next('createTask', async (apply) => {
      // The call is on its way when the signal comes.
      await Promise.resolve();
      ending = before.services.ledger.close();
      return apply();
    });
    await createBackfill(before.as(before.ops), input).catch(() => undefined);
    await ending;
    const world = await start();
    const [backfill] = await world.services.ledger.forTenant('t1').backfills.list({}, 1);
    expect(backfill?.tasks).toMatchObject([
      { state: 'created', dagName: 'dag_1' },
      { state: 'unsent' },
      { state: 'unsent' },
    ]);
    expect(states(await journal(world))).toEqual(['done']);
    expect(can.sent).toHaveLength(1);
  });

  it('a ledger that fails after CAN answered: the outcome is unknown to the caller, in the log, and never resent', async () => {
    const world = await start();
    can.next('createTask', async (apply) => {
      const answer = apply();
      await world.services.ledger.close(0);
      return answer;
    });
    await expect(createBackfill(world.as(world.ops), input)).rejects.toMatchObject({
      code: 'ledger-unavailable',
      outcome: 'unknown',
      detail: expect.stringContaining('dag_1') as string,
    });
    expect(world.lines.join('\n')).toContain('dag_1');
    expect(can.sent).toHaveLength(1);
    const again = await start();
    expect(states(await journal(again))).toEqual(['unknown']);
  });

  it('hundreds of tasks cost one commit each', async () => {
    const world = await start();
    const commits = vi.spyOn(TenantLedger.prototype, 'transaction').mock.calls;
    const many = Array.from(
      { length: 300 },
      (_, i) => `20${10 + Math.floor(i / 12)}-${`${1 + (i % 12)}`.padStart(2, '0')}-01`,
    );
    const { body } = await createBackfill(world.as(world.ops), {
      ...input,
      ranges: many.map((day) => ({ start: day, end: day })),
    });
    expect(new Set(states(body.tasks))).toEqual(new Set(['created']));
    expect(can.sent.map(({ body: sent }) => sent['startTime'])).toEqual(many);
    expect((await journal(world)).every(({ state }) => state === 'done')).toBe(true);
    expect(commits).toHaveLength(many.length);
  });

  if (engine === 'PostgreSQL') {
    describe('with two gateways', () => {
      it('two approvals at once run one transform', async () => {
        const [a, b] = [await start(), await start()];
        for (let round = 0; round < 5; round++) {
          const planId = `q${round}`;
          can.addPlan({ id: planId, name: 'gmv' });
          const { id } = (await requestConversion(a.as(a.ops), { planId, reason: 'r', scheduler: 's' })).body;
          const all = await Promise.allSettled([
            approveConversion(a.as(person('one')), id, yes),
            approveConversion(b.as(person('two')), id, yes),
          ]);
          expect(states(all.map(({ status }) => ({ state: status }))).sort()).toEqual([
            'fulfilled',
            'rejected',
          ]);
          expect(can.sent).toHaveLength(round + 1);
        }
      });

      it('one key on both sends once', async () => {
        const [a, b] = [await start(), await start()];
        const all = await Promise.allSettled([
          createBackfill(a.as(a.ops, 'k'), input),
          createBackfill(b.as(b.ops, 'k'), input),
        ]);
        expect(can.sent).toHaveLength(3);
        const won = all.find((each) => each.status === 'fulfilled');
        expect(await createBackfill(b.as(b.ops, 'k'), input)).toEqual(won?.value);
        expect(can.sent).toHaveLength(3);
      });

      it('what one is sending, the other neither judges nor continues, until the first is gone', async () => {
        const [a, b] = [await start(), await start()];
        const death = dying(true);
        can.next('createTask', death.fault);
        void createBackfill(a.as(a.ops, 'k'), input).catch(() => undefined);
        await death.reached;
        const [stored] = await b.services.ledger.forTenant('t1').backfills.list({}, 1);
        const id = stored?.id ?? '';
        const goOn = () => continueBackfill(b.as(b.ops), id);
        await expect(goOn()).rejects.toMatchObject({ code: 'conflict', reason: 'still-sending' });
        await expect(createBackfill(b.as(b.ops, 'k'), input)).rejects.toMatchObject({ code: 'in-progress' });
        expect(states(await journal(b))).toEqual(['sending']);
        await die(a);
        await expect.poll(() => b.services.ledger.isAlive(a.services.ledger.gatewayId)).toBe(false);
        expect(states((await goOn()).body.tasks)).toEqual(['unknown', 'created', 'created']);
        expect((await createBackfill(b.as(b.ops, 'k'), input)).body.id).toBe(id);
        expect(can.sent).toHaveLength(3);
      });
    });
  }
});
