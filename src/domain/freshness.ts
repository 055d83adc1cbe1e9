import type { Freshness } from '../contract/freshness.ts';
import type { Granularity, GranularityWord } from '../contract/plan.ts';
import { expectedKey, isGranularity, keyAt, keyDistance, shiftKey } from './granularity.ts';
import { wallMs } from './wall-date.ts';

interface FreshnessInput {
  /** CAN's wall clock, whatever the granularity. */
  latestDateTime: string | null;
  hasNotReady: boolean;
  granularity: GranularityWord | null;
  fullRefresh: boolean;
  /** `updateUpperInterval`; null: CAN's default, -1. */
  upper: number | null;
  latestRefresh: string | null;
  wallNow: string;
}

type Judged = Pick<Freshness, 'state' | 'latestData' | 'expected' | 'lag'>;

/**
 * The newest period the table reaches, and null when CAN does not say. A full-refresh table may have no data time:
 * its last run then decides, which rebuilt it up to the period that was expected on that day.
 */
function reach(input: FreshnessInput, g: Granularity, offset: number): string | null {
  if (input.latestDateTime !== null) return keyAt(input.latestDateTime, g);
  if (input.fullRefresh && input.latestRefresh !== null)
    return shiftKey(keyAt(input.latestRefresh, g), offset, g);
  return null;
}

function readable(time: string | null): boolean {
  return time === null || wallMs(time) !== null;
}

/** DESIGN §5, *Plan freshness*. `unknown` here: the granularity, or a time of CAN's, can't be read. */
export function freshnessOf(input: FreshnessInput): Judged {
  const { granularity, fullRefresh, latestDateTime, hasNotReady } = input;
  // CAN may name no granularity for a full-refresh table; its runs are then judged by the day.
  const g = granularity === null && fullRefresh ? 'DAY' : granularity;
  if (!isGranularity(g)) {
    const neverFilled = latestDateTime === null && !fullRefresh;
    const state = hasNotReady || neverFilled ? 'not-ready' : 'unknown';
    return { state, latestData: latestDateTime, expected: null, lag: null };
  }
  const offset = input.upper ?? -1;
  const expected = expectedKey(input.wallNow, g, offset);
  if (
    !readable(latestDateTime) ||
    (latestDateTime === null && fullRefresh && !readable(input.latestRefresh))
  ) {
    return { state: hasNotReady ? 'not-ready' : 'unknown', latestData: latestDateTime, expected, lag: null };
  }
  const latest = reach(input, g, offset);
  const lag = latest === null ? null : Math.max(0, keyDistance(latest, expected, g));
  const latestData = latestDateTime === null ? null : latest;
  if (hasNotReady || lag === null) return { state: 'not-ready', latestData, expected, lag };
  return { state: lag === 0 ? 'fresh' : 'behind', latestData, expected, lag };
}
