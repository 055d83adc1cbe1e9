import { countKeys, toKeys } from '../../domain/ranges.ts';
import { parseSelection } from '../../domain/selection.ts';
import { addDays, isDay, type Day } from '../../domain/wall-date.ts';

/** Each is a call of its own, so a slip must not become a flood. */
export const mostDays = 62;

type DaysProblem =
  { is: 'none' } | { is: 'unreadable' | 'reversed'; token: string } | { is: 'too-many'; count: number };

export interface DaysRead {
  /** Oldest first. */
  days: Day[];
  problem: DaysProblem | null;
  /** Some have not come yet. */
  future: boolean;
}

/** Days as text, in the words of the calendar's own field (domain/selection.ts); no partition is known of here. */
export function readDays(text: string, today: Day): DaysRead {
  const history = { start: addDays(today, -3650), end: today };
  const { ranges, errors } = parseSelection(text, {
    granularity: 'DAY',
    history,
    expected: today,
    inState: () => [],
  });
  const nothing = { days: [], future: false };
  const [error] = errors;
  if (error) {
    const is = error.code === 'reversed' ? 'reversed' : 'unreadable';
    return { ...nothing, problem: { is, token: error.token } };
  }
  const count = countKeys(ranges, 'DAY');
  if (count === 0) return { ...nothing, problem: { is: 'none' } };
  if (count > mostDays) return { ...nothing, problem: { is: 'too-many', count } };
  const days = toKeys(ranges, 'DAY');
  return { days, problem: null, future: (days.at(-1) ?? '') > today };
}

export function withDay(text: string, day: Day): string {
  if (!isDay(day)) return text;
  const kept = text.trim().replace(/[,;\s]+$/, '');
  return kept === '' ? day : `${kept}, ${day}`;
}
