import type { Can, LatestTime } from '../can/can.ts';
import { contradicts } from './judge.ts';

export type Trust = 'true' | 'untrue' | 'unsaid';

/**
 * Asks about two plans together and alone: do the answers fit? Alone before and after, because data may come in
 * meanwhile. `unsaid`: both are alike, so that nothing follows.
 */
export async function testPair(can: Pick<Can, 'latestTime'>, a: string, b: string): Promise<Trust> {
  const ask = (ids: readonly string[]) => can.latestTime(ids, { maxAgeMs: 0 });
  const [a1, b1] = await Promise.all([ask([a]), ask([b])]);
  const both = await ask([a, b]);
  if (fits(both, a1, b1)) {
    const telling = a1.latestDateTime !== b1.latestDateTime || a1.hasNotReady !== b1.hasNotReady;
    return telling ? 'true' : 'unsaid';
  }
  const again = await ask([a, b]);
  const [a2, b2] = await Promise.all([ask([a]), ask([b])]);
  return fits(again, a2, b2) ? 'unsaid' : 'untrue';
}

function fits(both: LatestTime, a: LatestTime, b: LatestTime): boolean {
  if (contradicts(both, a) || contradicts(both, b)) return false;
  if (both.hasNotReady !== (a.hasNotReady || b.hasNotReady)) return false;
  const times = [a, b].map((one) => one.latestDateTime).filter((time) => time !== null);
  return both.latestDateTime === null || times.length === 0 || times.includes(both.latestDateTime);
}
