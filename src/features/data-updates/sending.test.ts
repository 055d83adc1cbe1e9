import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import { isSending, sendingAfter, type Sending, type SendingEvent } from './sending.ts';

let keys = 0;
const newKey = () => `k${++keys}`;
const error = (outcome: 'none' | 'unknown') =>
  new ApiError({ code: 'can-refused', message: '', status: 422, outcome, isCommand: true, traceId: 't' });

function after(...events: SendingEvent[]): Sending {
  const sending = events.reduce<Sending | null>(sendingAfter, null);
  if (sending === null) throw new Error('nothing was begun');
  return sending;
}
const [a, b, c] = ['2026-11-18', '2026-11-19', '2026-11-20'] as const;
const begin: SendingEvent = { do: 'begin', tableName: 's.`c.d`.t', days: [a, b, c], newKey };
const states = ({ updates }: Sending) => updates.map(({ state }) => state).join(' ');

describe('sending several days', () => {
  it('gives each day a key of its own', () => {
    const { updates } = after(begin);
    expect(new Set(updates.map(({ key }) => key)).size).toBe(3);
    expect(isSending(after(begin))).toBe(true);
  });

  it('goes on day by day until all are heard', () => {
    const done = after(
      begin,
      ...[a, b, c].flatMap((day): SendingEvent[] => [
        { do: 'send', day },
        { do: 'heard', day, traceId: day },
      ]),
    );
    expect(states(done)).toBe('done done done');
    expect(isSending(done)).toBe(false);
  });

  it('stops at the first that does not go well, and leaves the others unsent', () => {
    const stopped = after(begin, { do: 'send', day: a }, { do: 'failed', day: a, error: error('none') });
    expect(states(stopped)).toBe('refused unsent unsent');
    expect(isSending(stopped)).toBe(false);
  });

  it('asks about an unknown one with the same key, and sends a refused one with a new key', () => {
    const unknown = after(begin, { do: 'failed', day: a, error: error('unknown') });
    const asked = sendingAfter(unknown, { do: 'queue', days: [a], newKey });
    expect(asked?.updates[0]).toEqual({ day: a, key: unknown.updates[0]?.key, state: 'waiting' });
    const refused = after(begin, { do: 'failed', day: a, error: error('none') });
    const again = sendingAfter(refused, { do: 'queue', days: [a], newKey });
    expect(again?.updates[0]?.state).toBe('waiting');
    expect(again?.updates[0]?.key).not.toBe(refused.updates[0]?.key);
  });

  it('goes on with those never sent, and leaves the others as they are', () => {
    const stopped = after(
      begin,
      { do: 'heard', day: a, traceId: undefined },
      { do: 'failed', day: b, error: error('unknown') },
    );
    expect(states(stopped)).toBe('done unknown unsent');
    const on = sendingAfter(stopped, { do: 'queue', days: [c], newKey });
    expect(on && states(on)).toBe('done unknown waiting');
  });
});
