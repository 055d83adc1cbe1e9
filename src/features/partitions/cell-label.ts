import type { Language } from '../../i18n/messages.ts';
import type { CellLook } from './looks.ts';
import type { partitionMessages } from './messages.ts';
import { statesInOrder } from './states.ts';

export type PartitionWords = (typeof partitionMessages)[Language];

/** "5 March 2024, failed, 2 attempts": a failure always says how often it was tried, others when it was more than once. */
export function cellLabel(
  name: string,
  { state, attempts, hours }: CellLook,
  marked: { today: boolean; expected: boolean },
  messages: PartitionWords,
): string {
  const parts = [name];
  if (hours) {
    parts.push(messages.cell.hours(hours.hit, hours.total));
    for (const one of statesInOrder)
      if (one !== 'materialised' && hours.counts[one] > 0)
        parts.push(messages.cell.count(hours.counts[one], messages.states[one]));
  } else {
    parts.push(messages.states[state]);
  }
  if (attempts > (state === 'failed' ? 0 : 1)) parts.push(messages.cell.attempts(attempts));
  if (marked.today) parts.push(messages.cell.today);
  if (marked.expected) parts.push(messages.cell.expected);
  return parts.join(messages.cell.separator);
}
