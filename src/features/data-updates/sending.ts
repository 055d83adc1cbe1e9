import type { ApiError } from '../../api/errors.ts';
import type { Day } from '../../domain/wall-date.ts';

/** One day of one sending: a call, a journal row, a result of its own. */
export interface DayUpdate {
  day: Day;
  /** The same for every attempt whose outcome is not known, so that nothing is sent twice (DESIGN §3). */
  key: string;
  state: 'waiting' | 'sending' | 'done' | 'refused' | 'unknown' | 'unsent';
  traceId?: string | undefined;
  error?: ApiError | undefined;
}

export interface Sending {
  tableName: string;
  updates: readonly DayUpdate[];
}

export type SendingEvent =
  | { do: 'begin'; tableName: string; days: readonly Day[]; newKey: () => string }
  /** Every day that is to be sent now: those never sent, or one that did not go well. */
  | { do: 'queue'; days: readonly Day[]; newKey: () => string }
  | { do: 'send'; day: Day }
  | { do: 'heard'; day: Day; traceId: string | undefined }
  | { do: 'failed'; day: Day; error: ApiError };

function change(updates: readonly DayUpdate[], day: Day, to: Partial<DayUpdate>): DayUpdate[] {
  return updates.map((update) => (update.day === day ? { ...update, ...to } : update));
}

export function sendingAfter(before: Sending | null, event: SendingEvent): Sending | null {
  if (event.do === 'begin') {
    const updates = event.days.map((day) => ({ day, key: event.newKey(), state: 'waiting' as const }));
    return { tableName: event.tableName, updates };
  }
  if (before === null) return null;
  const { updates } = before;
  switch (event.do) {
    case 'queue':
      return {
        ...before,
        updates: updates.map((update): DayUpdate => {
          if (!event.days.includes(update.day)) return update;
          // Refused is a plain no: sending it once more is another intention. Unknown is not.
          const key = update.state === 'refused' ? event.newKey() : update.key;
          return { day: update.day, key, state: 'waiting' };
        }),
      };
    case 'send':
      return { ...before, updates: change(updates, event.day, { state: 'sending' }) };
    case 'heard':
      return { ...before, updates: change(updates, event.day, { state: 'done', traceId: event.traceId }) };
    case 'failed': {
      const state = event.error.outcome === 'unknown' ? 'unknown' : 'refused';
      const { error } = event;
      const stopped = change(updates, event.day, { state, error, traceId: error.traceId });
      // What is wrong with one day is most likely wrong with the next: a person looks first.
      return {
        ...before,
        updates: stopped.map((update) =>
          update.state === 'waiting' ? { ...update, state: 'unsent' as const } : update,
        ),
      };
    }
  }
}

export function isSending(sending: Sending | null): boolean {
  return sending?.updates.some(({ state }) => state === 'waiting' || state === 'sending') ?? false;
}
