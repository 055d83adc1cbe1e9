import type { WirePlan } from '../can/wire.ts';
import { causes, type Cause } from './failures.ts';
import type { Periods } from './period.ts';

/** What has happened to the world since it began, at an instant. Everything else follows from the seed and the clock. */
export type WorldEvent = { at: number } & (
  | { do: 'speed'; speed: number }
  | { do: 'create'; dagName: string; plan: number; firstDay: number; lastDay: number; lotDays: number }
  | { do: 'refresh'; plan: number; day: number }
  | { do: 'convert' | 'refreshed' | 'repair'; plan: number }
  | { do: 'mark'; plan: number; success: readonly Periods[]; failed: readonly Periods[] }
  | { do: 'clear'; plan: number; ranges: readonly Periods[] }
  | { do: 'fail'; plan: number; from: number; to: number; cause: Cause; attempts: number | null }
  | { do: 'amend'; plan: number; patch: Partial<WirePlan> }
);

type Check = (value: unknown) => boolean;

const whole: Check = (value) => Number.isSafeInteger(value);
const record: Check = (value) => typeof value === 'object' && value !== null;
const ranges: Check = (value) =>
  Array.isArray(value) &&
  value.every((each: Record<string, unknown>) => whole(each['from']) && whole(each['to']));

/** What each event must hold beside `at` and, but for the speed, `plan`. */
const fields: Record<WorldEvent['do'], Record<string, Check>> = {
  speed: { speed: (value) => typeof value === 'number' && value > 0 },
  create: { dagName: (value) => typeof value === 'string', firstDay: whole, lastDay: whole, lotDays: whole },
  refresh: { day: whole },
  convert: {},
  refreshed: {},
  repair: {},
  mark: { success: ranges, failed: ranges },
  clear: { ranges },
  fail: {
    from: whole,
    to: whole,
    cause: (value) => causes.some((cause) => cause === value),
    attempts: (value) => value === null || whole(value),
  },
  amend: { patch: record },
};

/** A line of a file is not to be trusted: why it is no event of a world with so many plans, or null. */
export function eventProblem(line: unknown, plans: number): string | null {
  if (!record(line)) return 'a line is no event';
  const event = line as Record<string, unknown>;
  const name = String(event['do']);
  if (!Object.hasOwn(fields, name)) return `"${name}" is no event`;
  const wanted: Record<string, Check> = {
    at: whole,
    ...(name === 'speed'
      ? {}
      : { plan: (value) => whole(value) && Number(value) >= 0 && Number(value) < plans }),
    ...fields[name as WorldEvent['do']],
  };
  const wrong = Object.entries(wanted).find(([field, check]) => !check(event[field]));
  return wrong ? `"${wrong[0]}" of an event "${name}" is ${JSON.stringify(event[wrong[0]])}` : null;
}
