import type { Range } from '../../src/contract/range.ts';
import { expectedKey, isGranularity, keyOf, shiftKey } from '../../src/domain/granularity.ts';
import { difference, fromKeys } from '../../src/domain/ranges.ts';
import { instantText, wallNow } from '../../src/domain/wall-date.ts';
import { canOf, ledgerOf, type Command } from './command.ts';
import type { FreshPlan } from './plan-read.ts';

/** How many of the plan's last expected periods are looked at. */
const PERIODS = 30;

interface Coverage {
  from: string;
  expected: string;
  missing: Range[];
}

async function coverageOf(command: Command, plan: FreshPlan): Promise<Coverage | null> {
  const g = plan.granularity;
  if (plan.fullRefresh || !isGranularity(g)) return null;
  const { clock, config } = command.services;
  const { values } = await canOf(command).partitions(plan.id);
  const expected = expectedKey(wallNow(config.canTimeZone, clock.now()), g, plan.refresh.to ?? -1);
  const from = shiftKey(expected, 1 - PERIODS, g);
  const present = values.map((value) => keyOf(value, g)).filter((key) => key !== null);
  return { from, expected, missing: difference([{ start: from, end: expected }], fromKeys(present, g), g) };
}

/**
 * What is handed over to whoever schedules from now on: the plan as it is, what is there of it, and what is under way.
 * What can't be read just now is left out and named; it is information, not a guard.
 */
export async function dossierOf(command: Command, plan: FreshPlan): Promise<Record<string, unknown>> {
  const problems: string[] = [];
  const tried = async <T>(what: string, reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch {
      problems.push(what);
      return null;
    }
  };
  const coverage = await tried('coverage', coverageOf(command, plan));
  const latest = await tried('freshness', canOf(command).latestTime([plan.id]));
  const open = await ledgerOf(command).backfills.list({ planId: plan.id, unsettled: true }, 100);
  const { readAt, ...details } = plan;
  const warnings = [
    ...(coverage && coverage.missing.length > 0 ? ['periods-missing'] : []),
    ...(latest?.hasNotReady ? ['not-ready'] : []),
  ];
  return {
    madeAt: instantText(command.services.clock.now()),
    planReadAt: instantText(readAt),
    plan: details,
    schedule: { ...plan.refresh, granularity: plan.granularity, fullRefresh: plan.fullRefresh },
    coverage,
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
    unreadable: problems,
  };
}
