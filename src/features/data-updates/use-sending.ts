import { useCallback, useEffect, useReducer, useRef } from 'react';
import { newCommandKey } from '../../api/client.ts';
import { useSendDataUpdate } from '../../api/data-updates.ts';
import { ApiError } from '../../api/errors.ts';
import type { Day } from '../../domain/wall-date.ts';
import { isSending, sendingAfter, type SendingEvent } from './sending.ts';

/** Sends one day after the other, each once, for as long as the page is open. */
export function useSending() {
  const [sending, dispatch] = useReducer(sendingAfter, null);
  const { send, ended } = useSendDataUpdate();
  const atWork = useRef(false);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);

  // One at a time: while one is being sent, none is next.
  const next = sending?.updates.some(({ state }) => state === 'sending')
    ? undefined
    : sending?.updates.find(({ state }) => state === 'waiting');
  const tableName = sending?.tableName;
  useEffect(() => {
    if (!next || tableName === undefined || atWork.current) return;
    const { day, key } = next;
    atWork.current = true;
    dispatch({ do: 'send', day });
    const after = (event: SendingEvent) => {
      atWork.current = false;
      dispatch(event);
      if (open.current) ended();
    };
    send({ tableName, tablePartition: day }, key).then(
      ({ traceId }) => after({ do: 'heard', day, traceId }),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        after({ do: 'failed', day, error });
      },
    );
  }, [next, tableName, send, ended]);

  const busy = isSending(sending);
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);

  return {
    sending,
    busy,
    begin: useCallback(
      (name: string, days: readonly Day[]) =>
        dispatch({ do: 'begin', tableName: name, days, newKey: newCommandKey }),
      [],
    ),
    queue: useCallback((days: readonly Day[]) => dispatch({ do: 'queue', days, newKey: newCommandKey }), []),
  };
}
