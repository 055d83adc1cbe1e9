import type * as v from 'valibot';
import type { Backfill, trackBackfillSchema } from '../../src/contract/backfill.ts';
import type { Range } from '../../src/contract/range.ts';
import { isGranularity, keyAt } from '../../src/domain/granularity.ts';
import { countStatuses } from '../../src/domain/backfill.ts';
import { daysBetween, instantText, isDay, todayIn } from '../../src/domain/wall-date.ts';
import type { InstanceOfDag } from '../can/can.ts';
import { storedView } from './backfill.ts';
import { actorOf, canOf, ledgerOf, type Answer, type Command } from './command.ts';
import { instancesOfDag } from './dag.ts';
import { once } from './idempotency.ts';
import { planNameNow } from './plan-read.ts';

type Input = v.InferOutput<typeof trackBackfillSchema>;

/** Nobody named the plan: its instances know it, when they are of one plan only. Not knowing is no reason to refuse. */
async function planOf(command: Command, instances: readonly InstanceOfDag[]): Promise<string | null> {
  const [sample] = instances;
  if (!sample) return null;
  try {
    const { planIds } = await canOf(command).instance(sample.id);
    return planIds.length === 1 ? (planIds[0] ?? null) : null;
  } catch {
    return null;
  }
}

function wholeRange(instances: readonly InstanceOfDag[]): Range | null {
  const days = instances.flatMap(({ range }) => (range ? [range.start, range.end] : [])).sort();
  const [start] = days;
  const end = days.at(-1);
  return start !== undefined && end !== undefined && isDay(start) && isDay(end) ? { start, end } : null;
}

function lotDaysOf(instances: readonly InstanceOfDag[]): number {
  const lengths = instances.flatMap(({ range }) =>
    range && isDay(range.start) && isDay(range.end) ? [daysBetween(range.start, range.end) + 1] : [],
  );
  return Math.max(1, ...lengths.slice(0, 1000));
}

/** Adopts a backfill that was created elsewhere. Sends nothing; a dagName that is known here already is just shown. */
export function trackBackfill(command: Command, input: Input): Promise<Answer<Backfill>> {
  const ledger = ledgerOf(command);
  const { services } = command;
  const known = async (): Promise<Answer<Backfill> | null> => {
    const found = await ledger.backfills.ofDag(input.dagName);
    return found ? { status: 200, body: await storedView(command, found.backfillId) } : null;
  };
  const created = async (id: string): Promise<Answer<Backfill>> => ({
    status: 201,
    body: await storedView(command, id),
  });
  return once(
    command,
    'track',
    input,
    async (keyed) => {
      const instances = await instancesOfDag(command, input.dagName);
      const already = await known();
      if (already) return already;
      const planId = input.planId ?? (await planOf(command, instances));
      // A plan that was named must be there; one that was guessed need not.
      const reading = planId === null ? null : canOf(command).plan(planId);
      const plan = await (input.planId === undefined ? reading?.catch(() => null) : reading);
      const days =
        wholeRange(instances) ?? sameDay(todayIn(services.config.canTimeZone, services.clock.now()));
      const g = plan?.granularity ?? null;
      const now = instantText(services.clock.now());
      const id = await ledger.transaction(async (queries) => {
        const made = await queries.backfills.create({
          planId: plan ? planId : null,
          planName: plan ? planNameNow(plan) : null,
          granularity: g,
          note: input.note,
          lotDays: lotDaysOf(instances),
          createdBy: actorOf(command),
          trackedDag: input.dagName,
          state: 'running',
          tasks: [
            {
              range:
                isGranularity(g) && !plan?.fullRefresh
                  ? { start: keyAt(days.start, g), end: keyAt(days.end, g) }
                  : days,
              state: 'created',
              dagName: input.dagName,
            },
          ],
          sending: false,
        });
        if (made !== null) {
          const counts = countStatuses(instances.map(({ status }) => status));
          await queries.backfills.saveCounts(made, [{ n: 1, counts, final: false }], now);
          await keyed.attach(queries, made);
        }
        return made;
      });
      // Somebody tracked it in the meantime: it is listed once.
      return id === null ? ((await known()) ?? created('')) : created(id);
    },
    created,
  );
}

function sameDay(day: string): Range {
  return { start: day, end: day };
}
