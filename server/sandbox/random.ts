/**
 * Chance that can be asked again: every answer is a pure function of the words given, so that the same seed
 * is the same world, and nothing has to be kept to know what was thrown.
 */

/** 32 bits of the parts (FNV-1a, then mixed so that neighbouring numbers land far apart). */
export function hash(...parts: (string | number)[]): number {
  let h = 0x811c9dc5;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : `#${part}`;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    h = Math.imul(h ^ 0x1f, 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 0 ≤ n < 1. */
export function unit(...parts: (string | number)[]): number {
  return hash(...parts) / 4_294_967_296;
}

/** min ≤ n ≤ max, whole. */
export function whole(min: number, max: number, ...parts: (string | number)[]): number {
  return min + Math.floor(unit(...parts) * (max - min + 1));
}

export function pick<T>(items: readonly T[], ...parts: (string | number)[]): T {
  const item = items[Math.floor(unit(...parts) * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}

/** How long work takes: many near the median, a few far above it. */
export function logNormal(median: number, sigma: number, ...parts: (string | number)[]): number {
  const u = Math.max(unit('u', ...parts), 1e-9);
  const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * unit('v', ...parts));
  return median * Math.exp(sigma * normal);
}

/** `n` hexadecimal digits. */
export function hex(n: number, ...parts: (string | number)[]): string {
  let text = '';
  for (let i = 0; text.length < n; i++)
    text += hash(i, ...parts)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, n);
}
