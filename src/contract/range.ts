import * as v from 'valibot';

/** Inclusive at both ends, in the granularity's own spelling: `2025-10-21`, `2025-10`, `2025-W43`, `2025-10-21T13`. */
export interface Range {
  start: string;
  end: string;
}

const key = v.pipe(v.string(), v.minLength(4), v.maxLength(20));

export const rangeSchema = v.strictObject({ start: key, end: key });
/** Ten thousand ranges is more than any calendar selection; beyond it the input is a mistake. */
export const rangesSchema = v.pipe(v.array(rangeSchema), v.maxLength(10_000));
