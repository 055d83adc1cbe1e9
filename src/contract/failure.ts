import type { Cause } from './problem.ts';
import type { Range } from './range.ts';

/** Why one instance of a backfill failed: enough of its log to group and recognise it by. */
export interface Failure {
  instance: string;
  task: number;
  range: Range | null;
  endedAt: string | null;
  /** The line that names the root cause; null: CAN gave no log. */
  message: string | null;
}

export interface FailureList {
  failures: Failure[];
  /** Of those asked for, how many have not been looked into yet: ask again. */
  pending: number;
  /** How many instances have failed by now. */
  failed: number;
  /** Instances whose log CAN did not give just now, with its words. */
  problems: { instance: string; message: string; cause: Cause; traceId?: string }[];
  asOf: string;
}
