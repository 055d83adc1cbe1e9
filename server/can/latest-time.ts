import type { LatestTime } from './can.ts';
import { inner, traceIdOf } from './envelope.ts';
import { flag, wallTime } from './fields.ts';
import type { Read } from './transport.ts';
import type { WireLatestTimeRequest } from './wire.ts';

const known = ['hasNotReady', 'latestDateTime', 'latestRefreshTime'];

/** One answer for the whole list: the minimum, and whether any is not ready. */
export async function readLatestTime(read: Read, ids: readonly string[]): Promise<LatestTime> {
  const { body, scrub } = await read({
    method: 'POST',
    path: '/accelerate/latestTime',
    body: { planIdList: [...ids] } satisfies WireLatestTimeRequest,
  });
  const fields = inner(body, (each) => known.some((key) => key in each), scrub);
  const traceId = traceIdOf(body, scrub);
  return {
    hasNotReady: flag(fields['hasNotReady']) ?? false,
    latestDateTime: wallTime(fields['latestDateTime']),
    latestRefresh: wallTime(fields['latestRefreshTime']),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
