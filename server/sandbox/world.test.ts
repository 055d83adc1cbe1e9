import { describe, expect, it } from 'vitest';
import { hours, openSandbox } from './test-sandbox.ts';

describe('a world of 5,000 plans', () => {
  it('is there in a second, and listed and asked for its freshness in milliseconds a call', async () => {
    const begun = performance.now();
    const sandbox = await openSandbox({ plans: 5000 });
    expect(performance.now() - begun).toBeLessThan(1000);

    const listed = performance.now();
    for (let pageNumber = 1; pageNumber <= 50; pageNumber++) {
      const { json } = await sandbox.ask('plans', { pager: { pageNumber, pageSize: 100 } });
      expect(json['data']).toHaveLength(100);
    }
    expect((performance.now() - listed) / 50).toBeLessThan(40);

    const ids = sandbox.world.fleet.seeds.filter(({ role }) => role !== 'broken').map(({ id }) => id);
    const asked = performance.now();
    for (let n = 0; n < ids.length; n += 50) {
      const { json } = await sandbox.ask('latestTime', { planIdList: ids.slice(n, n + 50) });
      expect(json['data']).toMatchObject({ latestDateTime: expect.any(String) as string });
    }
    expect((performance.now() - asked) / 100).toBeLessThan(40);
  });

  it('is mostly up to date, and not all of it', async () => {
    const { world } = await openSandbox({ plans: 5000 });
    const stuck = world.fleet.seeds.filter(({ lag, history }) => lag > 0 || history === 0).length;
    expect(stuck / 5000).toBeGreaterThan(0.02);
    expect(stuck / 5000).toBeLessThan(0.06);
  });
});

describe('two worlds', () => {
  it('of one seed are the same, of two are not', async () => {
    const seen = async (seed: string) => {
      const sandbox = await openSandbox({ seed });
      sandbox.clock.advance(hours(30));
      const ids = sandbox.world.fleet.seeds.map(({ id }) => id);
      const texts = await Promise.all(
        ids.map(async (uuid) => (await sandbox.ask('partitions', { uuid, pageSize: 100 })).text),
      );
      return texts.join('\n');
    };
    const retail = await seen('retail');
    expect(await seen('retail')).toBe(retail);
    expect(await seen('another')).not.toBe(retail);
  });

  it('have nothing to do with each other', async () => {
    const [one, other] = [await openSandbox(), await openSandbox()];
    one.world.shape.wrapped = true;
    one.world.deny('ops');
    expect((await one.ask('plans')).status).toBe(403);
    expect((await other.ask('plans')).json).toHaveProperty('hasNext');
  });
});

describe('a zone', () => {
  it.each([
    ['Pacific/Apia', '2026-11-20 00:00:00'],
    ['America/Los_Angeles', '2026-11-20 00:00:00'],
    ['Asia/Shanghai', '2026-11-20 00:00:00'],
  ])('%s decides what yesterday is', async (timeZone, expected) => {
    const sandbox = await openSandbox({ timeZone });
    const { json } = await sandbox.ask('latestTime', { planIdList: [sandbox.world.fleet.at(0).id] });
    expect(json['data']).toMatchObject({ latestDateTime: expected });
    sandbox.clock.advance(hours(15));
    const later = await sandbox.ask('latestTime', { planIdList: [sandbox.world.fleet.at(0).id] });
    const tomorrow = timeZone === 'America/Los_Angeles' ? '2026-11-20' : '2026-11-21';
    expect(later.json['data']).toMatchObject({ latestDateTime: `${tomorrow} 00:00:00` });
  });
});
