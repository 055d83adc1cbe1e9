import { describe, expect, it } from 'vitest';
import type { CallName } from './calls.ts';
import type { FaultKind } from './faults.ts';
import { instancesOf, openSandbox, opsHeaders, type TestSandbox } from './test-sandbox.ts';
import { BASE, calls } from './calls.ts';

const createBody = (sandbox: TestSandbox) => ({
  planId: sandbox.world.fleet.at(2).id,
  startTime: '2026-01-01',
  endTime: '2026-01-02',
});
const made = (sandbox: TestSandbox) => sandbox.world.dagNamesOf(sandbox.world.fleet.at(2).id).length;

/** The answer, or how there came none. */
async function outcome(
  sandbox: TestSandbox,
  call: CallName,
  input: Record<string, unknown>,
): Promise<string> {
  try {
    const { status, text, type } = await sandbox.ask(call, input);
    if (text === '') return `${status} nothing`;
    if (type.startsWith('text/html')) return `${status} html`;
    try {
      JSON.parse(text);
      return `${status} json`;
    } catch {
      return `${status} cut`;
    }
  } catch {
    return 'broken';
  }
}

describe('faults of answers', () => {
  const cases: [kind: FaultKind, answer: string, happened: number][] = [
    ['html', '200 html', 0],
    ['empty', '200 nothing', 0],
    ['cut', '200 cut', 0],
    ['torn', 'broken', 0],
    ['reset', 'broken', 0],
    ['status', '502 html', 0],
    ['refuse', '200 json', 0],
    ['no-effect', '200 json', 0],
    ['babble', '200 json', 0],
    ['html-after-effect', '200 html', 1],
    ['empty-after-effect', '200 nothing', 1],
    ['cut-after-effect', '200 cut', 1],
    ['torn-after-effect', 'broken', 1],
    ['reset-after-effect', 'broken', 1],
    ['status-after-effect', '502 html', 1],
    ['old-can-true', '200 json', 1],
  ];
  it.each(cases)('%s: %s, %i made', async (kind, answer, happened) => {
    const sandbox = await openSandbox();
    sandbox.world.setFault({ call: 'createTask', kind, times: 1 });
    expect(await outcome(sandbox, 'createTask', createBody(sandbox))).toBe(answer);
    expect(made(sandbox)).toBe(happened);
    expect(await outcome(sandbox, 'createTask', createBody(sandbox))).toBe('200 json');
    expect(made(sandbox)).toBe(happened + 1);
  });

  it.each([
    ['hang', 0],
    ['timeout-after-effect', 1],
  ] as const)('%s: no answer, %i made', async (kind, happened) => {
    const sandbox = await openSandbox();
    sandbox.world.setFault({ call: 'createTask', kind });
    const aborted = new AbortController();
    const waiting = fetch(sandbox.url + BASE + calls.createTask.path, {
      method: 'POST',
      headers: opsHeaders,
      body: JSON.stringify(createBody(sandbox)),
      signal: aborted.signal,
    }).then(
      () => 'answered',
      () => 'nothing',
    );
    await expect.poll(() => sandbox.world.calls.length).toBe(1);
    expect(await outcome(sandbox, 'plans', {})).toBe('200 json');
    expect(made(sandbox)).toBe(happened);
    aborted.abort();
    expect(await waiting).toBe('nothing');
  });

  it('flood: more than anybody wants, until they leave', async () => {
    const sandbox = await openSandbox();
    sandbox.world.setFault({ call: 'plans', kind: 'flood' });
    const aborted = new AbortController();
    const response = await fetch(sandbox.url + BASE + calls.plans.path, {
      method: 'POST',
      headers: opsHeaders,
      body: '{}',
      signal: aborted.signal,
    });
    let bytes = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > 20_000_000) break;
    }
    aborted.abort();
    expect(bytes).toBeGreaterThan(20_000_000);
    sandbox.world.clearFaults();
    expect(await outcome(sandbox, 'plans', {})).toBe('200 json');
  });

  it('slow: the right answer, later', async () => {
    const sandbox = await openSandbox();
    sandbox.world.setFault({ call: 'plans', kind: 'slow', ms: 60 });
    const before = performance.now();
    expect(await outcome(sandbox, 'plans', {})).toBe('200 json');
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  it('status: with what the proxy says beside it', async () => {
    const sandbox = await openSandbox();
    sandbox.world.setFault({ call: 'plans', kind: 'status', status: 429, retryAfter: 3, times: 1 });
    const busy = await sandbox.ask('plans');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '3']);
    sandbox.world.setFault({
      call: '*',
      kind: 'status',
      status: 302,
      location: 'http://127.0.0.1:1/login',
      times: 1,
    });
    const moved = await sandbox.ask('plans');
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/login']);
  });

  it('refuse: with words that may hold the caller’s credential', async () => {
    const sandbox = await openSandbox();
    sandbox.world.setFault({ call: 'plan', kind: 'refuse', errorMsg: 'No permission for {credential}' });
    expect((await sandbox.ask('plan', { uuid: '1' })).json).toMatchObject({
      data: null,
      errorMsg: 'No permission for ops',
    });
  });

  it('no-effect: a conversion that says it was and was not', async () => {
    const sandbox = await openSandbox();
    const { id, kind } = sandbox.world.fleet.at(2);
    sandbox.world.setFault({ call: 'transform', planId: id, kind: 'no-effect' });
    expect((await sandbox.ask('transform', { uuid: id, materializeType: 'EXTERNAL' })).json['data']).toBe(
      'success',
    );
    expect(sandbox.world.fleet.at(2).kind).toBe(kind);
  });

  it('hit the plan they are meant for, in whatever field it is named', async () => {
    const sandbox = await openSandbox();
    const plan = sandbox.world.fleet.at(2);
    const other = sandbox.world.fleet.at(5);
    sandbox.world.setFault({ call: '*', planId: plan.id, kind: 'html' });
    const body = createBody(sandbox);
    for (const [call, input] of [
      ['plan', { uuid: plan.id }],
      ['createTask', body],
      ['createTask', { ...body, planId: undefined, planName: plan.seed.name }],
      ['latestTime', { planIdList: [other.id, Number(plan.id)] }],
      ['latestTime', { planNameList: [plan.seed.name] }],
      ['clearPartition', { uuid: plan.id }],
    ] as const) {
      expect(await outcome(sandbox, call, input), call).toBe('200 html');
    }
    expect(await outcome(sandbox, 'plan', { uuid: other.id })).toBe('200 json');
    expect(await outcome(sandbox, 'instances', { dagName: sandbox.world.demoDagName })).toBe('200 json');
  });
});

describe('faults that belong to plans', () => {
  it('a create that times out has created', async () => {
    const sandbox = await openSandbox();
    const planId = sandbox.world.idOf('create-times-out');
    const aborted = new AbortController();
    const waiting = fetch(sandbox.url + BASE + calls.createTask.path, {
      method: 'POST',
      headers: opsHeaders,
      body: JSON.stringify({ ...createBody(sandbox), planId }),
      signal: aborted.signal,
    }).catch(() => null);
    await expect.poll(() => sandbox.world.dagNamesOf(planId).length).toBe(1);
    aborted.abort();
    expect(await waiting).toBeNull();
    expect(await instancesOf(sandbox, sandbox.world.dagNamesOf(planId)[0] ?? '')).toHaveLength(2);
  });

  it('partitions answered with a page, and an old CAN that answers true', async () => {
    const sandbox = await openSandbox();
    expect(await outcome(sandbox, 'partitions', { uuid: sandbox.world.idOf('partitions-html') })).toBe(
      '502 html',
    );
    const old = await sandbox.ask('createTask', {
      ...createBody(sandbox),
      planId: sandbox.world.idOf('old-can'),
    });
    expect(old.json['data']).toBe(true);
    expect(sandbox.world.dagNamesOf(sandbox.world.idOf('old-can'))).toHaveLength(1);
  });

  it('stay when what was set is cleared', async () => {
    const sandbox = await openSandbox();
    sandbox.world.clearFaults();
    expect(await outcome(sandbox, 'partitions', { uuid: sandbox.world.idOf('partitions-html') })).toBe(
      '502 html',
    );
  });
});

describe('faults by chance', () => {
  const kinds = ['html', 'empty', 'cut', 'torn', 'reset', 'status', 'reset-after-effect'] as const;

  it('break the share asked for, and the same ones for the same seed', async () => {
    const run = async (seed: number) => {
      const sandbox = await openSandbox();
      sandbox.world.setRandomFaults({ seed, rate: 0.3, kinds });
      const answers: string[] = [];
      for (let n = 0; n < 200; n++) answers.push(await outcome(sandbox, 'plans', {}));
      return answers;
    };
    const first = await run(1);
    const broken = first.filter((answer) => answer !== '200 json').length;
    expect(broken).toBeGreaterThan(40);
    expect(broken).toBeLessThan(85);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  it('end when they are taken away', async () => {
    const sandbox = await openSandbox();
    sandbox.world.setRandomFaults({ seed: 1, rate: 1, kinds: ['html'] });
    expect(await outcome(sandbox, 'plans', {})).toBe('200 html');
    sandbox.world.setRandomFaults(null);
    expect(await outcome(sandbox, 'plans', {})).toBe('200 json');
  });
});
