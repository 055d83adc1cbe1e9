import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DataUpdate, DataUpdateResult } from '../contract/data-update.ts';
import { apiPaths } from '../paths.ts';
import { sendCommand } from './client.ts';

/** One call, one journal row. What it changes is told by the freshness of plans, some time later. */
export function useSendDataUpdate() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      send: (update: DataUpdate, key: string) =>
        sendCommand<DataUpdateResult>('POST', apiPaths.dataUpdates(), update, key),
      /** After the last one, however it went. */
      ended: () => {
        void client.invalidateQueries({ queryKey: ['activity'] });
        void client.invalidateQueries({ queryKey: ['freshness'] });
      },
    }),
    [client],
  );
}
