import type { Dossier, HandoverWarning } from '../../src/contract/conversion.ts';
import { expectedKey, isGranularity, keyOf, shiftKey } from '../../src/domain/granularity.ts';
import { freshnessOf } from '../../src/domain/freshness.ts';
import { countKeys, difference, fromKeys } from '../../src/domain/ranges.ts';
import { instantText, wallNow } from '../../src/domain/wall-date.ts';
import { canOf, ledgerOf, type Command } from './command.ts';
import type { FreshPlan } from './plan-read.ts';

/** How many of the plan's last expected periods are looked at. */
const PERIODS = 30;

type Asking = Omit<Command, 'key'>;

const wallNowOf = ({ services: { clock, config } }: Asking) => wallNow(config.canTimeZone, clock.now());

async function coverageOf(command: Asking, plan: FreshPlan): Promise<Dossier['coverage']> {
  const g = plan.granularity;
  if (plan.fullRefresh || !isGranularity(g)) return null;
  const { values } = await canOf(command).partitions(plan.id);
  const expected = expectedKey(wallNowOf(command), g, plan.refresh.to ?? -1);
  const from = shiftKey(expected, 1 - PERIODS, g);
  const present = values.map((value) => keyOf(value, g)).filter((key) => key !== null);
  const missing = difference([{ start: from, end: expected }], fromKeys(present, g), g);
  return { granularity: g, periods: PERIODS, from, expected, missing, missingCount: countKeys(missing, g) };
}

/**
 * The first period that CAN has not filled by itself: from then on only the outside scheduler reports, and what nobody
 * reports is unreported, not failed. null: the plan has no periods to name.
 */
export async function cutoverOf(command: Asking, plan: FreshPlan): Promise<string | null> {
  const g = plan.granularity;
  if (plan.fullRefresh || !isGranularity(g)) return null;
  const expected = expectedKey(wallNowOf(command), g, plan.refresh.to ?? -1);
  // What can't be read now counts as filled: better expected a period too late than called unreported without reason.
  const filled = await canOf(command)
    .partitions(plan.id)
    .then(({ values }) => values.some((value) => keyOf(value, g) === expected))
    .catch(() => true);
  return filled ? shiftKey(expected, 1, g) : expected;
}

/**
 * What is handed over to whoever schedules from now on: the plan as it is, what is there of it, and what is under way.
 * What can't be read just now is left out and named; it is information, not a guard.
 */
export async function dossierOf(command: Asking, plan: FreshPlan): Promise<Dossier> {
  const unreadable: Dossier['unreadable'] = [];
  const tried = async <T>(what: Dossier['unreadable'][number], reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch {
      unreadable.push(what);
      return null;
    }
  };
  const coverage = await tried('coverage', coverageOf(command, plan));
  const latest = await tried('freshness', canOf(command).latestTime([plan.id]));
  const freshness =
    latest &&
    freshnessOf({
      ...latest,
      granularity: plan.granularity,
      fullRefresh: plan.fullRefresh,
      upper: plan.refresh.to,
      wallNow: wallNowOf(command),
    });
  const open = await ledgerOf(command).backfills.list({ planId: plan.id, unsettled: true }, 100);
  const { readAt, ...details } = plan;
  const warnings: HandoverWarning[] = [];
  if (coverage && coverage.missingCount > 0) warnings.push('periods-missing');
  if (latest?.hasNotReady) warnings.push('not-ready');
  if (freshness?.state === 'behind') warnings.push('behind');
  if (open.length > 0) warnings.push('open-backfills');
  return {
    madeAt: instantText(command.services.clock.now()),
    planReadAt: instantText(readAt),
    plan: details,
    schedule: { ...plan.refresh, granularity: plan.granularity, fullRefresh: plan.fullRefresh },
    coverage,
    freshness,
    latest: latest && { latestData: latest.latestDateTime, latestRefresh: latest.latestRefresh },
    // Nothing of ours runs (that refuses); these wait for a person.
    openBackfills: open.map(({ id, state, note, createdBy, createdAt }) => ({
      id,
      state,
      note,
      createdBy,
      createdAt,
    })),
    warnings,
    unreadable,
  };
}
