import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

function randomText(length: number): string {
  let text = '';
  for (const byte of randomBytes(length)) text += alphabet[byte % 36];
  return text;
}

/**
 * Unique texts that sort by the time they were made, also within a millisecond and when the clock is set back.
 * "Newest first" and cursors are then one comparison of ids, on SQLite and on PostgreSQL alike.
 */
export function createIds(clock: Clock): () => string {
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const now = Math.trunc(clock.now());
    if (now > lastMs) {
      lastMs = now;
      sequence = 0;
    } else if (++sequence >= 36 ** 3) {
      lastMs++;
      sequence = 0;
    }
    return `${lastMs.toString(36).padStart(9, '0')}${sequence.toString(36).padStart(3, '0')}${randomText(8)}`;
  };
}
