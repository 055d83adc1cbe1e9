import type { Range } from './range.ts';

export const planKinds = ['ACCELERATE', 'RESULT', 'EXTERNAL'] as const;
export type PlanKind = (typeof planKinds)[number];

export const granularities = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type Granularity = (typeof granularities)[number];

/** A word of CAN's that we do not know is kept and shown as it is; actions on it are refused with a reason. */
export type PlanKindWord = PlanKind | (string & {});
export type GranularityWord = Granularity | (string & {});

export interface PlanListItem {
  id: string;
  /** CAN may send null or an empty name; then the id stands in for it on screen. */
  name: string | null;
  displayName: string | null;
  kind: PlanKindWord;
}

export interface PlanList {
  plans: PlanListItem[];
  asOf: string;
  /** true when CAN's pages did not end by themselves before our cap: the list may be incomplete. */
  truncated: boolean;
}

export interface RefreshConfig {
  cron: string | null;
  /** Offsets from today in the plan's own granularity: from -5 to -1 refreshes five periods ago to the last one. */
  from: number | null;
  to: number | null;
}

export interface Plan extends PlanListItem {
  /** null when CAN names none (a full-refresh plan may have none). */
  granularity: GranularityWord | null;
  fullRefresh: boolean;
  table: { catalog: string | null; schema: string | null; name: string | null };
  metrics: string[];
  dimensions: string[];
  timeConstraint: string[];
  filters: string[];
  refresh: RefreshConfig;
  /** Whatever CAN says about the plan that has no field here. */
  raw: Record<string, unknown>;
  asOf: string;
}

export interface Partitions {
  /** false: a full-refresh table; `hasData` is then all there is. */
  partitioned: boolean;
  hasData: boolean;
  granularity: GranularityWord | null;
  /** Materialised partitions as contiguous ranges, oldest first. */
  ranges: Range[];
  count: number;
  /** Values CAN sent that are no partition of this granularity, kept as they are. */
  unreadable: string[];
  truncated: boolean;
  asOf: string;
}

export interface ScriptStatement {
  table: string;
  kind: 'create_table' | 'add_partition' | 'drop_table' | 'insert_overwrite' | (string & {});
  sql: string;
}

export interface Scripts {
  schedule: RefreshConfig & { granularity: GranularityWord | null; fullRefresh: boolean };
  statements: ScriptStatement[];
}
