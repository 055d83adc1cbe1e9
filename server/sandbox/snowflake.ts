/**
 * Ids as CAN hands them out: the moment of creation and a number within it, 19 digits, beyond 2^53. That an id can
 * be read back is what lets a scheduled run of years ago have one without being kept anywhere.
 */
const EPOCH = 1_288_834_974_657;
const BITS = 22n;
export const MAX_SEQUENCE = (1 << 22) - 1;

export function snowflake(instant: number, sequence: number): string {
  return ((BigInt(Math.floor(instant) - EPOCH) << BITS) | BigInt(sequence)).toString();
}

export function readSnowflake(id: string): { instant: number; sequence: number } | null {
  if (!/^\d{15,19}$/.test(id)) return null;
  const bits = BigInt(id);
  return { instant: Number(bits >> BITS) + EPOCH, sequence: Number(bits & BigInt(MAX_SEQUENCE)) };
}
