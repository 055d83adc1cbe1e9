import type { SignedIn, Services } from '../../http/context.ts';
import type { Config } from '../../config.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { openLedger } from '../../ledger/open.ts';
import { testClock, type TestClock } from '../../ledger/testing/test-clock.ts';
import { createLog } from '../../log.ts';
import type { Caller } from '../../can/can.ts';
import { Secret } from '../../secret.ts';
import type { Command } from '../command.ts';
import { ReadBack, useReadBack } from '../read-back.ts';
import { FakeCan } from './fake-can.ts';

export function person(name: string, facts: Partial<SignedIn> & { stable?: boolean } = {}): SignedIn {
  const { stable = true, tenantId = 't1', ...rest } = facts;
  const caller: Caller = {
    tenantId,
    fingerprint: `fp-${name}`,
    credential: async () => ({ tenantId, authType: 'UID', authValue: new Secret('hunter2') }),
  };
  return { tenantId, actor: { id: `fp-${name}`, name, stable }, mayApprove: stable, caller, ...rest };
}

/** Read-backs that wait for the test to let time pass. */
class HeldTimers {
  readonly waiting: { ms: number; work: () => void }[] = [];
  after(ms: number, work: () => void): void {
    this.waiting.push({ ms, work });
  }
}

export interface World {
  services: Services;
  can: FakeCan;
  clock: TestClock;
  lines: string[];
  timers: HeldTimers;
  ops: SignedIn;
  owner: SignedIn;
  as(signedIn: SignedIn, key?: string): Command;
}

const config: Config = {
  host: '127.0.0.1',
  port: 0,
  canUrl: null,
  canTimeZone: 'Asia/Shanghai',
  canTimeoutMs: 1000,
  canConcurrency: 8,
  dataDir: '',
  databaseUrl: null,
  sessionSecret: null,
  twoPerson: true,
  approvers: [],
  sandbox: { speed: 1, plans: 1, seed: 's' },
};

/** A gateway without HTTP: a CAN in memory, a ledger, two people. */
export async function newWorld(
  given: { ledger?: Ledger; can?: FakeCan; clock?: TestClock; config?: Partial<Config> } = {},
): Promise<World> {
  const clock = given.clock ?? testClock();
  const ledger = given.ledger ?? (await openLedger({ dataDir: null, databaseUrl: null }, clock));
  const can = given.can ?? new FakeCan(clock);
  const lines: string[] = [];
  const log = createLog(
    () => '',
    (line) => lines.push(line),
  );
  const services: Services = { config: { ...config, ...given.config }, clock, log, can, ledger };
  const timers = new HeldTimers();
  useReadBack(services, new ReadBack(timers));
  return {
    services,
    can,
    clock,
    lines,
    timers,
    ops: person('ops'),
    owner: person('owner'),
    as: (signedIn, key) => ({ services, signedIn, key: key ?? null }),
  };
}
