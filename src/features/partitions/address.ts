import { partitionStates, type PartitionState } from '../../domain/partition-state.ts';
import type { CommandKind } from './command-kind.ts';

/** What of the calendar stands in the address, besides the selection (domain/selection-url.ts). */
export interface CalendarAddress {
  view: 'calendar' | 'list';
  only: PartitionState[];
  /** A prepared action, as the journal offers the opposite of a mark: nothing is sent before the person says so. */
  prepared: CommandKind | null;
}

const kinds: readonly CommandKind[] = ['success', 'failed', 'clear', 'refreshed'];

/** Total: an address that says nothing, or nonsense, is the plain calendar. */
export function readAddress(params: URLSearchParams): CalendarAddress {
  const named = (params.get('show') ?? '').split(',');
  return {
    view: params.get('view') === 'list' ? 'list' : 'calendar',
    only: partitionStates.filter((state) => named.includes(state)),
    prepared: kinds.find((kind) => kind === params.get('do')) ?? null,
  };
}

/** What is the default is left out. */
export function addressPatch(address: Partial<CalendarAddress>): Record<string, string | null> {
  const patch: Record<string, string | null> = {};
  if (address.view !== undefined) patch['view'] = address.view === 'list' ? 'list' : null;
  if (address.only !== undefined) patch['show'] = address.only.length > 0 ? address.only.join(',') : null;
  if (address.prepared !== undefined) patch['do'] = address.prepared;
  return patch;
}
