import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '../../src/contract/conversion.ts';
import { ProblemError } from '../problem-error.ts';
import type { Ledger } from './ledger.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { engines, type Place } from './testing/ledgers.ts';
import { testClock, type TestClock } from './testing/test-clock.ts';

const mia = { id: 'f1', name: 'Mia' };
const request = {
  method: 'POST' as const,
  path: '/accelerate/task/create',
  body: { planId: '9007199254740993' },
};
const backfillOf = (planId: string) => ({
  planId,
  planName: 'orders',
  granularity: 'DAY',
  note: '',
  lotDays: 1,
  createdBy: mia,
  state: 'sending' as const,
  tasks: [
    { range: { start: '2026-11-01', end: '2026-11-02' }, state: 'unsent' as const },
    { range: { start: '2026-11-05', end: '2026-11-05' }, state: 'unsent' as const },
  ],
  sending: true,
});
const conversionOf = (planId: string) => ({
  planId,
  planName: 'orders',
  reason: 'Airflow takes over',
  scheduler: 'Airflow',
  requestedBy: mia,
  definition: { kind: 'ACCELERATE' },
  definitionHash: 'h',
  dossier: {} as Dossier,
});

/** The database behind a ledger, to try what no command would. */
async function raw(place: Place, work: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDir } = place.config;
  const store = databaseUrl ? await openPostgres(databaseUrl) : openSqlite(dataDir);
  const db = new Kysely<unknown>({ dialect: store.dialect });
  try {
    await work(db);
  } finally {
    await db.destroy();
    await store.close();
  }
}

describe.each(engines)('the ledger on $engine', ({ available, newPlace }) => {
  let place: Place;
  let clock: TestClock;
  let ledger: Ledger;

  beforeEach(async (context) => {
    if (!available) return context.skip('no PostgreSQL could be started');
    place = await newPlace();
    clock = testClock();
    ledger = await place.open(clock);
  });
  afterEach(async () => {
    if (available) await place.remove();
  });

  describe('journal', () => {
    it('keeps the exact request, and ends a row once', async () => {
      const { journal } = ledger.forTenant('t1');
      const id = await journal.begin({
        actor: mia,
        action: 'backfill',
        request,
        planId: 'p1',
        planName: '订单 <b>',
        ranges: [{ start: '2026-11-01', end: '2026-11-02' }],
      });
      expect(await journal.get(id)).toMatchObject({
        state: 'sending',
        request,
        planName: '订单 <b>',
        actor: mia,
      });
      clock.move(1500);
      expect(await journal.end(id, { state: 'done', dagName: 'dag_1', traceId: 'tr' })).toBe(true);
      expect(await journal.end(id, { state: 'refused', problem: 'late' })).toBe(false);
      expect(await journal.get(id)).toMatchObject({
        state: 'done',
        dagName: 'dag_1',
        traceId: 'tr',
        at: '2026-11-21T10:00:00.000Z',
        endedAt: '2026-11-21T10:00:01.500Z',
      });
    });

    it('lets an unknown row become done or refused, and nothing become sending or unknown again', async () => {
      const { journal } = ledger.forTenant('t1');
      const begin = () => journal.begin({ actor: mia, action: 'mark', request });
      const [a, b] = [await begin(), await begin()];
      expect(await journal.end(a, { state: 'unknown', problem: 'cut' })).toBe(true);
      expect(await journal.end(a, { state: 'unknown' })).toBe(false);
      expect(await journal.end(a, { state: 'done', settledBy: mia })).toBe(true);
      expect(await journal.get(a)).toMatchObject({ state: 'done', settledBy: mia });
      expect(await journal.end(b, { state: 'refused' })).toBe(true);
      expect(await journal.end(b, { state: 'done' })).toBe(false);
    });

    it('is guarded by the database itself: no row is edited, moved back or deleted', async () => {
      const { journal } = ledger.forTenant('t1');
      const sending = await journal.begin({ actor: mia, action: 'mark', request, reason: 'r' });
      const done = await journal.begin({ actor: mia, action: 'clear', request });
      await journal.end(done, { state: 'done' });
      const before = await journal.list({}, 10);
      await ledger.close();
      await raw(place, async (db) => {
        const tries = [
          sql`delete from journal`,
          sql`update journal set state = 'sending' where id = ${done}`,
          sql`update journal set state = 'unknown' where id = ${done}`,
          sql`update journal set problem = 'changed' where id = ${done}`,
          sql`update journal set actor_id = 'other', state = 'done' where id = ${sending}`,
          sql`update journal set request = '{}', state = 'done' where id = ${sending}`,
          sql`update journal set reason = null, state = 'done' where id = ${sending}`,
          sql`update journal set tenant_id = 't2', state = 'done' where id = ${sending}`,
          sql`update journal set state = 'else' where id = ${sending}`,
        ];
        for (const attempt of tries) await expect(attempt.execute(db)).rejects.toThrow(ProblemError);
      });
      const again = await place.open(clock);
      const after = await again.forTenant('t1').journal.list({}, 10);
      expect(after[0]).toEqual(before[0]);
      expect(after).toHaveLength(2);
    });

    it('lists newest first, filtered, page by page', async () => {
      const { journal } = ledger.forTenant('t1');
      for (let i = 0; i < 5; i++) {
        const who = i % 2 ? mia : { id: 'f2', name: 'Ben' };
        const id = await journal.begin({
          actor: who,
          action: i < 2 ? 'mark' : 'backfill',
          request,
          planId: `p${i % 2}`,
        });
        if (i === 3) await journal.end(id, { state: 'refused', problem: 'no' });
        clock.move(60_000);
      }
      const all = await journal.list({}, 10);
      expect(all.map(({ at }) => at.slice(14, 16))).toEqual(['04', '03', '02', '01', '00']);
      const first = await journal.list({}, 2);
      const second = await journal.list({ before: first[1]?.id }, 2);
      expect([...first, ...second].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id));
      const minutes = async (filter: Parameters<typeof journal.list>[0]) =>
        (await journal.list(filter, 10)).map(({ at }) => at.slice(14, 16));
      expect(await minutes({ planId: 'p1' })).toEqual(['03', '01']);
      expect(await minutes({ actor: 'f2' })).toEqual(['04', '02', '00']);
      expect(await minutes({ action: 'mark' })).toEqual(['01', '00']);
      expect(await minutes({ state: 'refused' })).toEqual(['03']);
      expect(await minutes({ from: '2026-11-21T10:01:00.000Z', to: '2026-11-21T10:03:00.000Z' })).toEqual([
        '02',
        '01',
      ]);
    });
  });

  it('shows a tenant nothing of another, and changes nothing of another', async () => {
    const [one, two] = [ledger.forTenant('t1'), ledger.forTenant('t2')];
    const journalId = await one.journal.begin({ actor: mia, action: 'mark', request, planId: 'p' });
    const backfillId = (await one.backfills.create(backfillOf('p'))) ?? '';
    const conversionId = (await one.conversions.create(conversionOf('p'))) ?? '';
    await one.backfills.changeTask(backfillId, 1, ['unsent'], { state: 'created', dagName: 'dag_1' });
    await one.keys.claim('k', 'hash');

    expect(await two.journal.get(journalId)).toBeNull();
    expect(await two.journal.list({}, 10)).toEqual([]);
    expect(await two.journal.end(journalId, { state: 'done' })).toBe(false);
    expect(await two.backfills.get(backfillId)).toBeNull();
    expect(await two.backfills.list({}, 10)).toEqual([]);
    expect(await two.backfills.ofDag('dag_1')).toBeNull();
    expect(await two.backfills.changeTask(backfillId, 2, ['unsent'], { state: 'refused' })).toBe(false);
    await two.backfills.drop(backfillId);
    expect(await two.conversions.get(conversionId)).toBeNull();
    expect(await two.conversions.list({}, 10)).toEqual([]);
    expect(await two.conversions.change(conversionId, 'requested', { state: 'rejected' })).toBe(false);
    expect(await two.conversions.create(conversionOf('p'))).not.toBeNull();
    expect(await two.keys.get('k')).toBeNull();
    expect(await two.keys.claim('k', 'other')).toBeNull();

    expect((await one.backfills.get(backfillId))?.tasks.map(({ state }) => state)).toEqual([
      'created',
      'unsent',
    ]);
    expect((await one.conversions.get(conversionId))?.state).toBe('requested');
    expect((await one.journal.get(journalId))?.state).toBe('sending');
  });

  describe('backfills', () => {
    it('keep their tasks in order, thousands of them', async () => {
      const { backfills } = ledger.forTenant('t1');
      const tasks = Array.from({ length: 2500 }, (_, i) => ({
        range: { start: `2026-01-01T${i}`, end: '2026-01-01' },
        state: 'unsent' as const,
      }));
      const id = (await backfills.create({ ...backfillOf('p'), tasks })) ?? '';
      const stored = await backfills.get(id);
      expect(stored?.tasks.map(({ n }) => n)).toEqual(tasks.map((_, i) => i + 1));
      expect(stored?.tasks[2499]?.range.start).toBe('2026-01-01T2499');
    });

    it('track a dagName once in a tenant, also when two try at once', async () => {
      const { backfills } = ledger.forTenant('t1');
      const track = () => backfills.create({ ...backfillOf('p'), trackedDag: 'dag_x', sending: false });
      const made = await Promise.all([track(), track()]);
      expect(made.filter((id) => id !== null)).toHaveLength(1);
      expect(
        await ledger.forTenant('t2').backfills.create({ ...backfillOf('p'), trackedDag: 'dag_x' }),
      ).not.toBeNull();
    });

    it('are sent by one at a time', async () => {
      const { backfills } = ledger.forTenant('t1');
      const id = (await backfills.create({ ...backfillOf('p'), sending: false })) ?? '';
      const claims = await Promise.all([backfills.claimSender(id, null), backfills.claimSender(id, null)]);
      expect(claims.filter(Boolean)).toHaveLength(1);
      await backfills.releaseSender(id);
      expect(await backfills.claimSender(id, null)).toBe(true);
    });

    it('remember counts, and let a state worked out from old counts be overtaken', async () => {
      const { backfills } = ledger.forTenant('t1');
      const id = (await backfills.create({ ...backfillOf('p'), sending: false, state: 'running' })) ?? '';
      const counts = { waiting: 1, running: 0, success: 2, failed: 0, other: 0, total: 3 };
      await backfills.saveCounts(id, [{ n: 2, counts, final: true }], '2026-11-21T10:00:00.000Z');
      expect((await backfills.get(id))?.tasks[1]).toMatchObject({ counts, countsFinal: true });
      await backfills.replaceState(id, 'running', 'done', true);
      await backfills.replaceState(id, 'running', 'needs attention', false);
      expect(await backfills.get(id)).toMatchObject({ state: 'done', settled: true });
      expect(await backfills.list({ unsettled: true }, 10)).toEqual([]);
      expect((await backfills.list({ state: 'running' }, 10)).length).toBe(0);
      expect((await backfills.list({ state: 'done' }, 10)).length).toBe(1);
    });
  });

  describe('conversions', () => {
    it('are open once a plan, also when two ask at once', async () => {
      const { conversions } = ledger.forTenant('t1');
      const made = await Promise.all([
        conversions.create(conversionOf('p')),
        conversions.create(conversionOf('p')),
      ]);
      const [id] = made.filter((each) => each !== null);
      expect(made.filter((each) => each !== null)).toHaveLength(1);
      expect(await conversions.create(conversionOf('other'))).not.toBeNull();
      await conversions.change(id ?? '', 'requested', { state: 'withdrawn', decidedBy: mia });
      expect(await conversions.create(conversionOf('p'))).not.toBeNull();
    });

    it('are claimed by one of many', async () => {
      const { conversions } = ledger.forTenant('t1');
      const id = (await conversions.create(conversionOf('p'))) ?? '';
      const claims = await Promise.all(
        Array.from({ length: 8 }, () =>
          conversions.change(id, 'requested', { state: 'converting', decidedBy: mia }),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('idempotency keys', () => {
    it('are claimed by one of many, and remember the answer', async () => {
      const { keys } = ledger.forTenant('t1');
      const claims = await Promise.all(Array.from({ length: 8 }, () => keys.claim('k', 'hash')));
      expect(claims.filter((claim) => claim === null)).toHaveLength(1);
      await keys.attach('k', 'subject');
      await keys.finish('k', 201, { answer: { id: '9007199254740993' } });
      expect(await keys.get('k')).toMatchObject({
        fingerprint: 'hash',
        subject: 'subject',
        answer: { status: 201, body: { answer: { id: '9007199254740993' } } },
      });
    });

    it('are released only while nothing was begun under them', async () => {
      const { keys } = ledger.forTenant('t1');
      await keys.claim('a', 'hash');
      await keys.release('a');
      expect(await keys.get('a')).toBeNull();
      await keys.claim('b', 'hash');
      await keys.attach('b', 'subject');
      await keys.release('b');
      expect(await keys.get('b')).not.toBeNull();
    });
  });

  it('undoes all of a transaction that fails', async () => {
    const tenant = ledger.forTenant('t1');
    const failing = tenant.planTransaction('p', async (queries) => {
      await queries.journal.begin({ actor: mia, action: 'mark', request });
      await queries.backfills.create(backfillOf('p'));
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await tenant.journal.list({}, 10)).toEqual([]);
    expect(await tenant.backfills.list({}, 10)).toEqual([]);
  });

  it('lets the looks-then-begins of one plan follow one another', async () => {
    const tenant = ledger.forTenant('t1');
    const once = () =>
      tenant.planTransaction('p', async (queries) => {
        if ((await queries.backfills.list({ planId: 'p' }, 1)).length > 0) return false;
        await queries.backfills.create(backfillOf('p'));
        return true;
      });
    const began = await Promise.all(Array.from({ length: 6 }, once));
    expect(began.filter(Boolean)).toHaveLength(1);
  });

  it('finds everything again, and judges what was left sending unknown', async () => {
    const tenant = ledger.forTenant('t1');
    const backfillId = (await tenant.backfills.create(backfillOf('p'))) ?? '';
    const journalId = await tenant.journal.begin({
      actor: mia,
      action: 'backfill',
      request,
      backfillId,
      taskN: 1,
    });
    await tenant.backfills.changeTask(backfillId, 1, ['unsent'], { state: 'sending', journalId });
    const conversionId = (await tenant.conversions.create(conversionOf('q'))) ?? '';
    const transformId = await tenant.journal.begin({ actor: mia, action: 'convert', request, conversionId });
    await tenant.conversions.change(conversionId, 'requested', {
      state: 'converting',
      journalId: transformId,
    });
    const doneId = await tenant.journal.begin({ actor: mia, action: 'mark', request });
    await tenant.journal.end(doneId, { state: 'done' });

    await ledger.close();
    const again = (await place.open(clock)).forTenant('t1');
    expect(await again.journal.get(journalId)).toMatchObject({
      state: 'unknown',
      cause: { code: 'gateway-ended' },
    });
    expect(await again.journal.get(doneId)).toMatchObject({ state: 'done' });
    const backfill = await again.backfills.get(backfillId);
    expect(backfill?.tasks.map(({ state }) => state)).toEqual(['unknown', 'unsent']);
    expect(backfill).toMatchObject({ sender: null, state: 'needs attention', settled: false });
    expect(await again.conversions.get(conversionId)).toMatchObject({ state: 'unknown' });
  });

  it('stores text that one of the databases could not', async () => {
    const { journal } = ledger.forTenant('t1');
    const id = await journal.begin({ actor: { id: 'f', name: 'a\0b' }, action: 'mark', request });
    await journal.end(id, { state: 'refused', problem: 'x\0y 😀 \u2028' });
    expect(await journal.get(id)).toMatchObject({
      actor: { name: 'a\uFFFDb' },
      problem: 'x\uFFFDy 😀 \u2028',
    });
  });

  it('says in one word that the database failed', async () => {
    await ledger.close();
    await raw(place, async (db) => {
      const failing = sql`select * from nowhere`.execute(db);
      await expect(failing).rejects.toMatchObject({ code: 'ledger-unavailable', outcome: 'none' });
    });
  });
});

describe.each(engines.filter(({ engine }) => engine === 'PostgreSQL'))(
  'two gateways on $engine',
  ({ available, newPlace }) => {
    let place: Place;
    const clock = testClock();

    beforeEach(async (context) => {
      if (!available) return context.skip('no PostgreSQL could be started');
      place = await newPlace();
    });
    afterEach(async () => {
      if (available) await place.remove();
    });

    it('start on an empty database at once', async () => {
      const ledgers = await Promise.all(Array.from({ length: 4 }, () => place.open(clock)));
      for (const ledger of ledgers) await ledger.ping();
      await ledgers[0]?.forTenant('t').keys.claim('k', 'h');
      expect(await ledgers[3]?.forTenant('t').keys.get('k')).not.toBeNull();
    });

    it('leave alone what the other is sending, until the other is gone', async () => {
      const first = await place.open(clock);
      const journalId = await first.forTenant('t').journal.begin({ actor: mia, action: 'mark', request });
      const second = await place.open(clock);
      expect(await second.isAlive(first.gatewayId)).toBe(true);
      expect(await second.judgeOrphans()).toBe(0);
      expect(await second.forTenant('t').journal.get(journalId)).toMatchObject({ state: 'sending' });
      await first.close();
      await expect.poll(() => second.isAlive(first.gatewayId)).toBe(false);
      expect(await second.judgeOrphans()).toBe(1);
      expect(await second.forTenant('t').journal.get(journalId)).toMatchObject({ state: 'unknown' });
    });

    it('are alive again after the server dropped their connections', async () => {
      const [first, second] = [await place.open(clock), await place.open(clock)];
      await raw(place, async (db) => {
        await sql`select pg_terminate_backend(pid) from pg_locks
          where locktype = 'advisory' and pid <> pg_backend_pid()`.execute(db);
      });
      await expect.poll(() => second.isAlive(first.gatewayId).catch(() => null)).toBe(false);
      await expect.poll(() => first.isAlive(first.gatewayId).catch(() => null)).toBe(true);
      expect(await second.isAlive(first.gatewayId)).toBe(true);
    });

    it('let one of two racing changes win', async () => {
      const [a, b] = await Promise.all([place.open(clock), place.open(clock)]);
      for (let round = 0; round < 20; round++) {
        const id = (await a.forTenant('t').conversions.create(conversionOf(`p${round}`))) ?? '';
        const won = await Promise.all(
          [a, b, a, b].map((ledger) =>
            ledger
              .forTenant('t')
              .conversions.change(id, 'requested', { state: 'converting', decidedBy: mia }),
          ),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
      }
    });

    it('begin work on a plan one after the other', async () => {
      const [a, b] = await Promise.all([place.open(clock), place.open(clock)]);
      const began = await Promise.all(
        [a, b, a, b].map((ledger) =>
          ledger.forTenant('t').planTransaction('p', async (queries) => {
            if ((await queries.backfills.list({ planId: 'p' }, 1)).length > 0) return false;
            await queries.backfills.create(backfillOf('p'));
            return true;
          }),
        ),
      );
      expect(began.filter(Boolean)).toHaveLength(1);
    });
  },
);

describe('two gateways on one data directory', () => {
  it('are refused in words', async () => {
    const sqlite = engines.find(({ engine }) => engine === 'SQLite');
    const place = await sqlite!.newPlace();
    await place.open(testClock());
    await expect(place.open(testClock())).rejects.toThrow('Another gateway is using');
    await place.remove();
  });
});
