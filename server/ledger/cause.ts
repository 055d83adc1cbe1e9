import type { Cause } from '../../src/contract/problem.ts';
import type { Schema } from './schema.ts';

type CauseColumns = Pick<Schema['task'], 'cause_code' | 'cause_detail'>;

/** Whatever is written down as a problem brings its cause along, or takes the one of before away. */
export interface Told {
  problem?: string | null | undefined;
  cause?: Cause | undefined;
}

export function toldColumns({ problem, cause }: Told) {
  if (problem === undefined) return {};
  return { problem, cause_code: cause?.code ?? null, cause_detail: cause?.detail ?? null };
}

export function causeOf({ cause_code: code, cause_detail: detail }: CauseColumns): Cause | null {
  return code === null ? null : { code, ...(detail !== null && { detail }) };
}
