import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { days, HeldClock, instancesOf, minutes, openSandbox, type TestSandbox } from './test-sandbox.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const file = (dataDir: string) => join(dataDir, 'sandbox.jsonl');

async function busy(sandbox: TestSandbox): Promise<string> {
  const { fleet } = sandbox.world;
  const external = fleet.byName('ads_fin_gross_margin_1d')?.id;
  const range = (day: string) => ({
    dateGranularity: 'DAY',
    startTime: `${day}T00:00:00`,
    endTime: `${day}T00:00:00`,
  });
  const { json } = await sandbox.ask('createTask', {
    planId: fleet.at(0).id,
    startTime: '2026-01-01',
    endTime: '2026-02-28',
  });
  sandbox.clock.advance(minutes(1));
  await sandbox.ask('updatePartition', { uuid: external, successTimeRange: [range('2026-11-21')] });
  await sandbox.ask('clearPartition', { uuid: external, timeRange: [range('2026-11-10')] });
  await sandbox.ask('transform', {
    uuid: fleet.byName('rpt_ceo_daily_board_1d')?.id,
    materializeType: 'EXTERNAL',
  });
  await sandbox.ask('trigger', {
    tableName: 'starrocks.`default_catalog.dwd`.dwd_scm_purchase_order_di',
    tenantId: 'demo',
    tablePartition: '2026-11-20',
  });
  sandbox.world.failDays(fleet.at(0).id, { from: '2026-02-01', to: '2026-02-02' }, 'timeout', 1);
  sandbox.clock.advance(minutes(1));
  return String(json['data']);
}

/** All that can be seen of a world. */
async function picture(sandbox: TestSandbox, dagName: string): Promise<unknown> {
  const { world, ask } = sandbox;
  const ids = world.fleet.seeds.map(({ id }) => id);
  const latest = await Promise.all(
    ids.map(async (id) => (await ask('latestTime', { planIdList: [id] })).json['data']),
  );
  const partitions = await Promise.all(
    ids.map(async (uuid) => (await ask('partitions', { uuid, pageSize: 100 })).text),
  );
  const kinds = (await ask('plans', { pager: { pageNumber: 1, pageSize: 100 } })).text;
  return {
    latest,
    partitions,
    kinds,
    instances: await instancesOf(sandbox, dagName),
    dags: ids.map((id) => world.dagNamesOf(id)),
  };
}

describe('a world on disk', () => {
  it('is the same after a restart, also at a later hour', async () => {
    const dataDir = folder();
    const first = await openSandbox({ dataDir });
    const dagName = await busy(first);
    const before = await picture(first, dagName);
    await first.close();
    const second = await openSandbox({ dataDir, clock: first.clock });
    expect(second.world.notice).toBeNull();
    expect(await picture(second, dagName)).toEqual(before);

    const inMemory = await openSandbox();
    await busy(inMemory);
    second.clock.advance(days(2));
    inMemory.clock.advance(days(2));
    expect(await picture(second, dagName)).toEqual(await picture(inMemory, dagName));
  });

  it('has on disk what it has answered', async () => {
    const [dataDir, copy] = [folder(), folder()];
    const sandbox = await openSandbox({ dataDir });
    const { json } = await sandbox.ask('createTask', {
      planId: sandbox.world.fleet.at(0).id,
      startTime: '2026-01-01',
      endTime: '2026-01-09',
    });
    copyFileSync(file(dataDir), file(copy));
    const after = await openSandbox({ dataDir: copy, clock: sandbox.clock });
    expect(await instancesOf(after, String(json['data']))).toHaveLength(9);
  });

  it('drops a last line that was cut, which nobody was answered for', async () => {
    const dataDir = folder();
    const first = await openSandbox({ dataDir });
    const dagName = await busy(first);
    await first.close();
    const size = statSync(file(dataDir)).size;
    appendFileSync(file(dataDir), '{"at":1795255200000,"do":"cre');
    const second = await openSandbox({ dataDir, clock: first.clock });
    expect(second.world.notice).toBeNull();
    expect(await instancesOf(second, dagName)).toHaveLength(59);
    expect(statSync(file(dataDir)).size).toBe(size);
  });

  it('goes on at another speed, and what has happened stays', async () => {
    const dataDir = folder();
    const first = await openSandbox({ dataDir, speed: 60 });
    const dagName = await busy(first);
    const before = (await instancesOf(first, dagName)).filter(({ status }) => status === 'SUCCESS');
    await first.close();
    const second = await openSandbox({ dataDir, clock: first.clock, speed: 6000 });
    expect(before.length).toBeGreaterThan(3);
    expect((await instancesOf(second, dagName)).slice(0, 200)).toEqual(expect.arrayContaining(before));
    second.clock.advance(minutes(1));
    expect((await instancesOf(second, dagName)).filter(({ status }) => status === 'WAITING')).toEqual([]);
  });

  it.each([
    ['no JSON', (text: string) => text.replace('{"at"', '"at"'), 'JSON'],
    ['no time of its beginning', (text: string) => text.replace('"born"', '"made"'), 'not the beginning'],
    ['an unknown plan', (text: string) => text.replace(/"plan":\d+/, '"plan":4711'), '4711'],
    ['another version', (text: string) => text.replace('"version":1', '"version":0'), 'version 0'],
    ['nothing of ours', () => 'hello\n', 'JSON'],
    ['an empty beginning', () => '{}\n', 'version undefined'],
    ['nothing', () => '', 'JSON'],
    ['a day that is none', (text: string) => text.replace(/"firstDay":\d+/, '"firstDay":"x"'), '"firstDay"'],
    ['an unheard of event', (text: string) => text.replace('"do":"convert"', '"do":"explode"'), '"explode"'],
    ['no event', (text: string) => `${text}7\n`, 'no event'],
  ])('is set aside when its file holds %s', async (_, damage, words) => {
    const dataDir = folder();
    const first = await openSandbox({ dataDir });
    await busy(first);
    await first.close();
    const damaged = damage(readFileSync(file(dataDir), 'utf8'));
    writeFileSync(file(dataDir), damaged);
    const second = await openSandbox({ dataDir, clock: first.clock });
    expect(second.world.notice).toContain(words);
    expect(second.world.dagNamesOf(second.world.fleet.at(0).id)).toEqual([]);
    const aside = readdirSync(dataDir).find((name) => name.endsWith('.aside')) ?? '';
    expect(second.world.notice).toContain(aside);
    expect(readFileSync(join(dataDir, aside), 'utf8')).toBe(damaged);
    expect((await second.ask('plans')).status).toBe(200);
  });

  it('is set aside when other plans are asked for', async () => {
    const dataDir = folder();
    await (await openSandbox({ dataDir })).close();
    const second = await openSandbox({ dataDir, plans: 60 });
    expect(second.world.notice).toContain('plans 48');
    const third = await openSandbox({ dataDir: folder(), clock: new HeldClock() });
    expect(third.world.notice).toBeNull();
  });

  it('is read by its owner only', async () => {
    const dataDir = folder();
    await openSandbox({ dataDir });
    expect(statSync(file(dataDir)).mode & 0o777).toBe(0o600);
  });
});
