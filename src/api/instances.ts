import { queryOptions } from '@tanstack/react-query';
import type { Instance } from '../contract/instance.ts';
import { apiPaths } from '../paths.ts';
import { pollInstances } from './backfill-polling.ts';
import { getJson } from './client.ts';
import { errorOfAnswer, errorOfNoAnswer, type ApiError } from './errors.ts';
import { failedLooks } from './failed-looks.ts';

const instanceKeys = {
  one: (id: string) => ['instances', 'one', id] as const,
};

export function instanceQuery(id: string) {
  return queryOptions({
    queryKey: instanceKeys.one(id),
    queryFn: ({ signal }) => getJson<Instance>(apiPaths.instance(id), signal),
    refetchInterval: (query) => {
      const status = query.state.data?.status;
      const ended = status === 'SUCCESS' || status === 'FAILED';
      return pollInstances({
        open: ended ? 0 : 1,
        total: 1,
        quietMs: 0,
        moreToCome: false,
        errors: failedLooks(query),
        visible: true,
      });
    },
  });
}

/** Beyond it the gateway sends the head only (DESIGN §3, instance). */
export const wholeLogBytes = 1024 * 1024;

/**
 * All of a log, handed over piece by piece as it arrives: fifty megabytes are never one string here. null: it came
 * whole, or the caller has stopped it.
 */
export async function readLog(
  id: string,
  take: (piece: ArrayBuffer, bytesSoFar: number) => void,
  signal: AbortSignal,
): Promise<ApiError | null> {
  try {
    const answer = await fetch(apiPaths.instanceLog(id), {
      credentials: 'same-origin',
      redirect: 'error',
      signal,
    });
    if (!answer.ok || answer.body === null) {
      const body: unknown = await answer.json().catch(() => undefined);
      return errorOfAnswer(answer.status, body, false, answer.headers.get('x-request-id') ?? undefined);
    }
    const reader = answer.body.getReader();
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      bytes += value.byteLength;
      // A piece may be a view of a larger buffer; what is handed over must be its own.
      const own = value.byteLength === value.buffer.byteLength ? value.buffer : value.slice().buffer;
      take(own, bytes);
    }
  } catch {
    return signal.aborted ? null : errorOfNoAnswer(false);
  }
}
