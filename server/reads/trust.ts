import type { Can, LatestTime } from '../can/can.ts';
import { contradicts } from './judge.ts';

export type Trust = 'true' | 'untrue' | 'unsaid';

/**
 * Asks about two plans together, in either order, and alone: do the answers fit? If not, once more, because data may have
 * come in meanwhile. `unsaid`: both are alike, so that nothing follows.
 */
export async function testPair(can: Pick<Can, 'latestTime'>, a: string, b: string): Promise<Trust> {
  const first = await askAll(can, a, b);
  if (first.fit) return first.telling ? 'true' : 'unsaid';
  return (await askAll(can, a, b)).fit ? 'unsaid' : 'untrue';
}

async function askAll(can: Pick<Can, 'latestTime'>, a: string, b: string) {
  const ask = (...ids: string[]) => can.latestTime(ids, { maxAgeMs: 0 });
  const [oneA, oneB, ab, ba] = await Promise.all([ask(a), ask(b), ask(a, b), ask(b, a)]);
  return {
    fit: fits(ab, oneA, oneB) && fits(ba, oneA, oneB),
    telling: oneA.latestDateTime !== oneB.latestDateTime || oneA.hasNotReady !== oneB.hasNotReady,
  };
}

function fits(both: LatestTime, a: LatestTime, b: LatestTime): boolean {
  if (contradicts(both, a) || contradicts(both, b)) return false;
  if (both.hasNotReady !== (a.hasNotReady || b.hasNotReady)) return false;
  const times = [a, b].map((one) => one.latestDateTime).filter((time) => time !== null);
  // Neither older than both (contradicts) nor newer than either: the minimum.
  return both.latestDateTime === null || times.length === 0 || times.includes(both.latestDateTime);
}
