import { describe, expect, it } from 'vitest';
import { create, days, idAt, instancesOf, minutes, openSandbox, type TestSandbox } from './test-sandbox.ts';

describe('failures', () => {
  const failed = async (sandbox: TestSandbox, dagName: string) =>
    (await instancesOf(sandbox, dagName)).filter(({ status }) => status === 'FAILED');

  it('that pass fail once: a retry succeeds', async () => {
    const sandbox = await openSandbox();
    const planId = sandbox.world.idOf('behind-memory');
    const first = await create(sandbox, planId, '2026-11-18', '2026-11-20');
    sandbox.clock.advance(minutes(10));
    const lost = await failed(sandbox, first);
    expect(lost.length).toBeGreaterThan(0);
    const detail = await sandbox.ask('instance', { id: lost[0]?.id });
    expect(detail.json['msg']).toMatch(/memory.*exceed/is);
    const again = await create(sandbox, planId, '2026-11-18', '2026-11-20');
    sandbox.clock.advance(minutes(10));
    expect(await failed(sandbox, again)).toEqual([]);
    expect((await sandbox.ask('latestTime', { planIdList: [planId] })).json['data']).toMatchObject({
      latestDateTime: '2026-11-20 00:00:00',
    });
    sandbox.clock.advance(days(2));
    expect((await sandbox.ask('latestTime', { planIdList: [planId] })).json['data']).toMatchObject({
      latestDateTime: '2026-11-22 00:00:00',
    });
  });

  it('that stay stay, until the source table is there again', async () => {
    const sandbox = await openSandbox();
    const planId = sandbox.world.idOf('behind-unknown-column');
    for (let n = 0; n < 2; n++) {
      const dagName = await create(sandbox, planId, '2026-11-12', '2026-11-20', 3);
      sandbox.clock.advance(minutes(10));
      const lost = await failed(sandbox, dagName);
      expect(lost).toHaveLength(3);
      expect((await sandbox.ask('instance', { id: lost[0]?.id })).json['msg']).toContain(
        "Unknown column 'settle_amt'",
      );
    }
    await sandbox.ask('trigger', {
      tableName: 'starrocks.`default_catalog.dwd`.dwd_fin_settlement_detail_di',
      tenantId: 'demo',
      tablePartition: '2026-11-20',
    });
    const dagName = await create(sandbox, planId, '2026-11-12', '2026-11-20', 3);
    sandbox.clock.advance(minutes(10));
    expect(await failed(sandbox, dagName)).toEqual([]);
  });

  it('are those a test has set', async () => {
    const sandbox = await openSandbox();
    const planId = idAt(sandbox, 5);
    sandbox.world.failDays(planId, { from: '2026-01-13', to: '2026-01-13' }, 'lost-backend');
    sandbox.world.failDays(planId, { from: '2026-01-14', to: '2026-01-14' }, 'connection', 2);
    const rounds: string[][] = [];
    for (let n = 0; n < 3; n++) {
      const dagName = await create(sandbox, planId, '2026-01-12', '2026-01-15');
      sandbox.clock.advance(minutes(10));
      rounds.push((await failed(sandbox, dagName)).map((i) => i.startPartition ?? ''));
    }
    expect(
      rounds.map((round) => round.filter((day) => day === '2026-01-13' || day === '2026-01-14')),
    ).toEqual([['2026-01-13', '2026-01-14'], ['2026-01-13', '2026-01-14'], ['2026-01-13']]);
  });

  it('over ten years are few, and of several causes', async () => {
    const sandbox = await openSandbox({ speed: 6000 });
    const dagName = await create(sandbox, idAt(sandbox, 0), '2016-11-25', '2026-11-20');
    sandbox.clock.advance(days(1));
    const lost = await failed(sandbox, dagName);
    expect(lost.length / 3648).toBeGreaterThan(0.005);
    expect(lost.length / 3648).toBeLessThan(0.06);
    const words = await Promise.all(
      lost.map(async ({ id }) => String((await sandbox.ask('instance', { id })).json['msg'])),
    );
    const kinds = [
      /memory/i,
      /time limit/,
      /Backend node not found/,
      /Too many versions/,
      /Communications link failure/,
    ];
    expect(kinds.filter((kind) => words.some((word) => kind.test(word))).length).toBeGreaterThanOrEqual(4);
    expect(words.some((word) => word.length > 200_000)).toBe(true);
    expect(words.filter((word) => word.length < 10_000).length).toBeGreaterThan(words.length / 2);
    for (const word of words) expect(word).toContain('Caused by: ');
  });

  it('have a log as long as a test wants', async () => {
    const sandbox = await openSandbox();
    const [lost] = await failed(sandbox, sandbox.world.demoDagName);
    sandbox.world.setLogBytes(lost?.id ?? '', 5_000_000);
    const { json } = await sandbox.ask('instance', { id: lost?.id });
    expect(String(json['msg']).length).toBeGreaterThanOrEqual(5_000_000);
    expect(String(json['msg']).length).toBeLessThan(6_000_000);
  });
});
