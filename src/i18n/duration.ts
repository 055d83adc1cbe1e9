import { useMessages } from './language.tsx';
import { defineMessages } from './messages.ts';

const units = defineMessages(
  {
    second: (n: number) => `${n} s`,
    minute: (n: number) => `${n} min`,
    hour: (n: number) => `${n} h`,
    day: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    range: (from: string, to: string) => `${from} to ${to}`,
  },
  {
    second: (n) => `${n} 秒`,
    minute: (n) => `${n} 分钟`,
    hour: (n) => `${n} 小时`,
    day: (n) => `${n} 天`,
    range: (from, to) => `${from}至 ${to}`,
  },
);

/** The two largest units say enough: "1 h 12 min", "3 days 4 h". Truncated, as all progress is. */
export function useDuration() {
  const { second, minute, hour, day, range } = useMessages(units);
  const duration = (ms: number): string => {
    const s = Math.max(0, Math.floor(ms / 1000));
    const [d, h, m] = [Math.floor(s / 86_400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60];
    const parts =
      d > 0
        ? [day(d), h > 0 && hour(h)]
        : h > 0
          ? [hour(h), m > 0 && minute(m)]
          : m > 0
            ? [minute(m), s % 60 > 0 && m < 10 && second(s % 60)]
            : [second(s)];
    return parts.filter((part) => part !== false).join(' ');
  };
  /** "12 min to 20 min"; one figure when both ends read the same. */
  const span = (fromMs: number, toMs: number): string => {
    const [from, to] = [duration(fromMs), duration(toMs)];
    return from === to ? from : range(from, to);
  };
  return { duration, span };
}
