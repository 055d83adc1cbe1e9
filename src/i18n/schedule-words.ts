import { granularities, type Granularity, type Plan } from '../contract/plan.ts';
import { describeCron } from '../domain/cron.ts';
import { useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';

const two = (n: number) => String(n).padStart(2, '0');
const clock = (hour: number, minute: number) => `${two(hour)}:${two(minute)}`;

const enUnits: Record<Granularity, string> = {
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
};

/** A period by how far it lies from the present one: "5 days ago", "yesterday". */
function enOffset(n: number, unit: string): string {
  const plural = Math.abs(n) === 1 ? unit : `${unit}s`;
  if (n === 0) return unit === 'day' ? 'today' : `this ${unit}`;
  if (n === -1) return unit === 'day' ? 'yesterday' : `the ${unit} before`;
  return n < 0 ? `${-n} ${plural} ago` : `${n} ${plural} ahead`;
}

const zhUnits: Record<Granularity, string> = {
  HOUR: '小时',
  DAY: '天',
  WEEK: '周',
  MONTH: '个月',
  QUARTER: '个季度',
  YEAR: '年',
};
const zhNow: Record<Granularity, readonly [now: string, before: string]> = {
  HOUR: ['当前小时', '上一小时'],
  DAY: ['当天', '昨天'],
  WEEK: ['本周', '上周'],
  MONTH: ['本月', '上月'],
  QUARTER: ['本季度', '上季度'],
  YEAR: ['今年', '去年'],
};

function zhOffset(n: number, g: Granularity): string {
  if (n === 0) return zhNow[g][0];
  if (n === -1) return zhNow[g][1];
  return `${Math.abs(n)} ${zhUnits[g]}${n < 0 ? '前' : '后'}`;
}

const scheduleMessages = defineMessages(
  {
    none: 'CAN names no schedule',
    minutes: (n: number) => (n === 1 ? 'every minute' : `every ${n} minutes`),
    hourly: (n: number, from: number, minute: number) =>
      n === 1 ? `every hour at minute ${two(minute)}` : `every ${n} hours from ${clock(from, minute)} on`,
    daily: (at: string) => `every day at ${at}`,
    weekly: (days: string, at: string) => `every ${days} at ${at}`,
    monthly: (days: string, at: string) => `every month on ${days} at ${at}`,
    other: (cron: string) => `by the cron expression ${cron}`,
    and: ' and ',
    dayOfMonth: (n: number) => `day ${n}`,
    lastDay: 'the last day',
    weekdays: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
    whole: 'refreshes the whole table',
    one: (period: string) => `refreshes ${period}`,
    window: (from: string, to: string) => `refreshes from ${from} to ${to}`,
    unknownWindow: 'which periods a run refreshes is not said',
    offset: (n: number, g: Granularity) => enOffset(n, enUnits[g]),
    joined: (when: string, what: string) => `${when}, ${what}`,
  },
  {
    none: 'CAN 未给出调度',
    minutes: (n) => (n === 1 ? '每分钟' : `每 ${n} 分钟`),
    hourly: (n, from, minute) =>
      n === 1 ? `每小时的第 ${two(minute)} 分` : `从 ${clock(from, minute)} 起每 ${n} 小时`,
    daily: (at) => `每天 ${at}`,
    weekly: (days, at) => `每${days} ${at}`,
    monthly: (days, at) => `每月${days} ${at}`,
    other: (cron) => `按 cron 表达式 ${cron}`,
    and: '、',
    dayOfMonth: (n) => `${n} 日`,
    lastDay: '最后一天',
    weekdays: '周一,周二,周三,周四,周五,周六,周日',
    whole: '刷新整张表',
    one: (period) => `刷新${period}的数据`,
    window: (from, to) => `刷新 ${from}至${to}的数据`,
    unknownWindow: '未说明每次刷新哪些周期',
    offset: (n, g) => zhOffset(n, g),
    joined: (when, what) => `${when}，${what}`,
  },
);

type Scheduled = Pick<Plan, 'granularity' | 'fullRefresh' | 'refresh'>;

const known = (word: string | null): Granularity | null =>
  granularities.find((granularity) => granularity === word) ?? null;

/** When a plan runs and what each run refreshes: "every day at 00:05, refreshes from 5 days ago to yesterday". */
export function useScheduleWords() {
  const messages = useMessages(scheduleMessages);

  const when = (cron: string | null): string => {
    if (cron === null) return messages.none;
    const schedule = describeCron(cron);
    switch (schedule.kind) {
      case 'minutes':
        return messages.minutes(schedule.every);
      case 'hourly':
        return messages.hourly(schedule.every, schedule.from, schedule.minute);
      case 'daily':
        return messages.daily(clock(schedule.hour, schedule.minute));
      case 'weekly': {
        const names = messages.weekdays.split(',');
        const days = schedule.weekdays.map((day) => names[day - 1] ?? '').join(messages.and);
        return messages.weekly(days, clock(schedule.hour, schedule.minute));
      }
      case 'monthly': {
        const days = schedule.days.map((day) =>
          day === 'last' ? messages.lastDay : messages.dayOfMonth(day),
        );
        return messages.monthly(days.join(messages.and), clock(schedule.hour, schedule.minute));
      }
      case 'other':
        return messages.other(schedule.raw);
    }
  };

  const what = ({ granularity, fullRefresh, refresh }: Scheduled): string => {
    if (fullRefresh) return messages.whole;
    const g = known(granularity);
    const to = refresh.to ?? -1;
    if (g === null || refresh.from === null) return messages.unknownWindow;
    return refresh.from === to
      ? messages.one(messages.offset(to, g))
      : messages.window(messages.offset(refresh.from, g), messages.offset(to, g));
  };

  return {
    when,
    what,
    sentence: (plan: Scheduled): string => messages.joined(when(plan.refresh.cron), what(plan)),
  };
}
