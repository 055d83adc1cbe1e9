import { useState } from 'react';
import { readKept, writeKept } from '../../i18n/kept.ts';
import { sortKeys, type SortKey } from './plan-sort.ts';

/** Each column is something to sort by. The first two are always there: without them a row says nothing. */
export type Column = SortKey;

const order: readonly Column[] = [
  'plan',
  'state',
  'latest',
  'expected',
  'behind',
  'refresh',
  'activity',
  'kind',
  'granularity',
  'id',
];
const always: readonly Column[] = ['plan', 'state'];
export const optionalColumns = order.filter((column) => !always.includes(column));
const byDefault: readonly Column[] = order.filter((column) => column !== 'id');

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

export interface TableLook {
  columns: readonly Column[];
  density: Density;
}

const keptUnder = 'plan-table';

/** Total: what this device has kept may be of another release, or nonsense. */
export function readLook(kept: string | null): TableLook {
  const [density, ...columns] = (kept ?? '').split(' ');
  const known = columns.filter((word): word is Column => sortKeys.some((column) => column === word));
  return {
    columns:
      kept === null ? byDefault : order.filter((column) => known.includes(column) || always.includes(column)),
    density: densities.find((each) => each === density) ?? 'comfortable',
  };
}

export function lookText({ columns, density }: TableLook): string {
  return [density, ...columns].join(' ');
}

/** Which columns, how dense: a choice of this person on this device, not part of what is shared. */
export function useTableLook(): [TableLook, (next: TableLook) => void] {
  const [look, setLook] = useState(() => readLook(readKept(keptUnder)));
  return [
    look,
    (next) => {
      const tidy = readLook(lookText(next));
      writeKept(keptUnder, lookText(tidy));
      setLook(tidy);
    },
  ];
}
