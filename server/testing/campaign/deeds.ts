import type { Backfill, BackfillList } from '../../../src/contract/backfill.ts';
import type { Conversion, ConversionList } from '../../../src/contract/conversion.ts';
import { addDays, type Day } from '../../../src/domain/wall-date.ts';
import { area } from '../../sandbox/areas.ts';
import type { PlanSeed } from '../../sandbox/plan-seed.ts';
import { pick, unit, whole } from '../../sandbox/random.ts';
import type { Created } from './can-events.ts';
import type { Ask, Asked, Told, Who } from './client.ts';

/** One command of a person, and all that was ever answered to its key. */
export interface Deed {
  who: Who;
  asked: Asked & { key: string };
  answers: Told[];
}

interface DeedParts {
  seed: string;
  seeds: readonly PlanSeed[];
  ask: Ask;
  /** On CAN's wall clock. */
  today: Day;
  /** What CAN's own screen shows: where somebody looks what became of an unknown task. */
  created: () => Created[];
}

/** Before every history of the sandbox, so that no range is ever asked for twice. */
const FIRST_DAY: Day = '2015-01-01';

/** People at work: commands and reads by chance, the same ones for the same seed. */
export class Deeds {
  readonly done: Deed[] = [];
  readonly #parts: DeedParts;
  readonly #nextDay = new Map<string, Day>();
  readonly #cleared = new Map<string, number>();
  readonly #toFill: readonly PlanSeed[];
  readonly #toConvert: readonly PlanSeed[];
  readonly #external: readonly PlanSeed[];

  constructor(parts: DeedParts) {
    this.#parts = parts;
    const daily = parts.seeds.filter(
      ({ granularity, fullRefresh, name }) => granularity === 'DAY' && !fullRefresh && name !== null,
    );
    const ours = daily.filter(({ kind }) => kind !== 'EXTERNAL');
    const odd = ours.filter(({ role }) => role === 'create-times-out' || role === 'old-can');
    const plain = ours.filter(({ role }) => role === null);
    const half = Math.floor(plain.length / 2);
    this.#toFill = [...odd, ...plain.slice(0, half)];
    this.#toConvert = plain.slice(half);
    this.#external = daily.filter(({ kind, role }) => kind === 'EXTERNAL' && role === null);
  }

  /** One command, whatever comes of it. */
  async command(n: number): Promise<void> {
    const kinds: readonly [number, () => Promise<unknown>][] = [
      [30, () => this.#backfill(n)],
      [8, () => this.#repeat(n)],
      [8, () => this.#continue(n)],
      [8, () => this.#settle(n)],
      [8, () => this.#mark(n)],
      [6, () => this.#clear(n)],
      [6, () => this.#updateData(n)],
      [10, () => this.#request(n)],
      [14, () => this.#decide(n)],
      [2, () => this.#track(n)],
    ];
    let at = this.#whole(n, 'kind', 0, kinds.reduce((sum, [weight]) => sum + weight, 0) - 1);
    for (const [weight, work] of kinds) {
      if (at < weight) return void (await work());
      at -= weight;
    }
  }

  /** A request that all who may approve at the same moment. */
  async race(n: number): Promise<void> {
    const plan = this.#toConvert.at(-1 - n);
    if (!plan) throw new RangeError(`The world has no plan for race ${n}`);
    const reason = { planId: plan.id, reason: 'campaign', scheduler: 'Airflow' };
    const { status, body } = await this.#do(n, 'ops', '/api/conversions', reason, '-race');
    if (status !== 201) throw new Error(`race ${n}: the request answers ${status}`);
    await this.#approve(n, body as Conversion, ['owner', 'owner2', 'ops2', 'ops']);
  }

  read(n: number): Promise<Told> {
    const plan = pick(this.#parts.seeds, this.#parts.seed, n, 'read plan').id;
    const ids = this.#parts.seeds.slice(0, 20).map(({ id }) => id);
    const backfill = this.#ids('/api/backfills');
    const conversion = this.#ids('/api/conversions');
    const paths = [
      '/api/plans',
      `/api/plans/freshness?ids=${ids.join(',')}`,
      '/api/plans/summary',
      '/api/plans/states',
      `/api/plans/${plan}`,
      `/api/plans/${plan}/partitions`,
      `/api/plans/${plan}/evidence`,
      '/api/backfills',
      '/api/conversions',
      '/api/conversions/waiting',
      '/api/activity',
      ...(backfill.length > 0
        ? ['', '/instances', '/failures?most=3'].map(
            (part) => `/api/backfills/${pick(backfill, this.#parts.seed, n, 'read backfill')}${part}`,
          )
        : []),
      ...(conversion.length > 0
        ? [`/api/conversions/${pick(conversion, this.#parts.seed, n, 'read conversion')}`]
        : []),
    ];
    const path = pick(paths, this.#parts.seed, n, 'read');
    return this.#parts.ask(this.#one(n, 'reader', ['ops', 'owner']), { method: 'GET', path });
  }

  /** What a browser does that never got an answer: the same again, with the same key. */
  async repeatUnanswered(): Promise<void> {
    for (const deed of this.done) {
      if (!deed.answers.some(({ status }) => status !== 0)) await this.#send(deed);
    }
  }

  #whole(n: number, what: string, min: number, max: number): number {
    return whole(min, max, this.#parts.seed, n, what);
  }

  #one<T>(n: number, what: string, of: readonly T[]): T {
    return pick(of, this.#parts.seed, n, what);
  }

  #chance(n: number, what: string, share: number): boolean {
    return unit(this.#parts.seed, n, what) < share;
  }

  async #send(deed: Deed): Promise<Told> {
    const told = await this.#parts.ask(deed.who, deed.asked);
    deed.answers.push(told);
    return told;
  }

  #do(n: number, who: Who, path: string, body: unknown, part = ''): Promise<Told> {
    const key = `${this.#parts.seed}-${n}${part}`;
    const deed: Deed = { who, asked: { method: 'POST', path, body, key }, answers: [] };
    this.done.push(deed);
    return this.#send(deed);
  }

  /** The ids of what was made at a path, as far as its maker was told. */
  #ids(path: string): string[] {
    return this.done.flatMap(({ asked, answers }) =>
      asked.path === path
        ? answers
            .filter(({ status }) => status === 201)
            .slice(0, 1)
            .map(({ body }) => (body as { id: string }).id)
        : [],
    );
  }

  /** A day of the plan that was never asked for, nor are its neighbours: no two ranges are ever joined. */
  #freshDay(plan: PlanSeed, length = 1): { start: Day; end: Day } {
    const start = this.#nextDay.get(plan.id) ?? FIRST_DAY;
    const end = addDays(start, length - 1);
    this.#nextDay.set(plan.id, addDays(end, 2));
    return { start, end };
  }

  #backfill(n: number): Promise<unknown> {
    const plan = this.#one(n, 'plan', this.#toFill);
    const ranges = Array.from({ length: this.#whole(n, 'ranges', 1, 4) }, (_, i) =>
      this.#freshDay(plan, this.#whole(n, `length ${i}`, 1, 3)),
    );
    const body = { planId: plan.id, ranges, lotDays: this.#whole(n, 'lot', 1, 2), note: 'campaign' };
    const who = this.#one(n, 'who', ['ops', 'ops2'] as const);
    const first = this.#do(n, who, '/api/backfills', body);
    // Somebody clicks twice, or the browser asks again: one key.
    const deed = this.done.at(-1);
    return Promise.all([first, deed && this.#chance(n, 'twice', 0.2) ? this.#send(deed) : null]);
  }

  async #repeat(n: number): Promise<void> {
    if (this.done.length > 0) await this.#send(this.#one(n, 'which', this.done));
  }

  async #backfills(state: 'unsent' | 'unknown'): Promise<Backfill[]> {
    const { status, body } = await this.#parts.ask('ops', { method: 'GET', path: '/api/backfills' });
    if (status !== 200) return [];
    return (body as BackfillList).backfills.filter(({ tasks }) => tasks.some((task) => task.state === state));
  }

  async #continue(n: number): Promise<void> {
    const open = await this.#backfills('unsent');
    if (open.length === 0) return;
    await this.#do(n, 'ops', `/api/backfills/${this.#one(n, 'which', open).id}/continue`, {});
  }

  async #settle(n: number): Promise<void> {
    const open = await this.#backfills('unknown');
    if (open.length === 0) return;
    const backfill = this.#one(n, 'which', open);
    const task = backfill.tasks.find(({ state }) => state === 'unknown');
    if (!task) return;
    const taken = new Set(
      this.done.flatMap(({ answers }) =>
        answers.flatMap(({ body }) =>
          ((body as Backfill | null)?.tasks ?? []).flatMap(({ dagName }) => dagName ?? []),
        ),
      ),
    );
    const found = this.#parts
      .created()
      .find(
        ({ planId, start, end, dagName }) =>
          planId === backfill.planId &&
          start === task.range.start &&
          end === task.range.end &&
          !taken.has(dagName),
      );
    const said = found ? { dagName: found.dagName } : { created: false };
    await this.#do(n, 'ops', `/api/backfills/${backfill.id}/tasks/${task.n}/settle`, said);
  }

  async #mark(n: number): Promise<void> {
    const plan = this.#one(n, 'plan', this.#external);
    const [success, failed] = [this.#freshDay(plan, 2), this.#freshDay(plan)];
    await this.#do(n, 'ops', `/api/plans/${plan.id}/partitions/mark`, {
      success: [success],
      ...(this.#chance(n, 'failed', 0.5) && { failed: [failed] }),
    });
  }

  async #clear(n: number): Promise<void> {
    const plan = this.#one(n, 'plan', this.#external);
    // Days that are there, backwards from the newest.
    const before = this.#cleared.get(plan.id) ?? 0;
    this.#cleared.set(plan.id, before + 1);
    const start = addDays(this.#parts.today, -5 - 3 * before);
    const ranges = [{ start, end: addDays(start, 1) }];
    await this.#do(n, 'ops', `/api/plans/${plan.id}/partitions/clear`, { ranges });
  }

  async #updateData(n: number): Promise<void> {
    const { source } = area(this.#one(n, 'table', this.#toFill).area);
    const tableName = `${source.dataSource}.\`${source.catalog}.${source.schema}\`.${source.table}`;
    // A day of its own for each, so that its refreshes can be told from all others.
    await this.#do(n, 'ops', '/api/data-updates', { tableName, tablePartition: addDays('1990-01-01', n) });
  }

  async #request(n: number): Promise<void> {
    const plan = this.#one(n, 'plan', this.#toConvert);
    const who = this.#one(n, 'who', ['ops', 'owner'] as const);
    await this.#do(n, who, '/api/conversions', { planId: plan.id, reason: 'campaign', scheduler: 'Airflow' });
  }

  async #decide(n: number): Promise<void> {
    const { status, body } = await this.#parts.ask('owner', { method: 'GET', path: '/api/conversions' });
    const open =
      status === 200 ? (body as ConversionList).conversions.filter(({ state }) => state === 'requested') : [];
    if (open.length === 0) return this.#request(n);
    const conversion = this.#one(n, 'which', open);
    const path = `/api/conversions/${conversion.id}`;
    const how = this.#whole(n, 'how', 0, 9);
    if (how === 0) await this.#do(n, 'owner2', `${path}/reject`, { reason: 'not now' });
    else if (how === 1) await this.#do(n, 'ops', `${path}/withdraw`, {});
    else if (how <= 3) await this.#approve(n, conversion, ['ops', 'owner']);
    else await this.#approve(n, conversion, ['owner2', 'ops2']);
  }

  /** All of them at once: of those who may, one wins; who asked for it himself must not. */
  async #approve(n: number, { id, planId }: Conversion, people: readonly Who[]): Promise<void> {
    const plan = this.#parts.seeds.find((seed) => seed.id === planId);
    const body = { planName: plan?.name ?? '', acknowledged: true };
    await Promise.all(
      people.map((who) => this.#do(n, who, `/api/conversions/${id}/approve`, body, `-${who}`)),
    );
  }

  async #track(n: number): Promise<void> {
    const created = this.#parts.created();
    if (created.length === 0) return;
    const { dagName } = this.#one(n, 'which', created);
    await this.#do(n, 'ops', '/api/backfills/track', { dagName });
  }
}
