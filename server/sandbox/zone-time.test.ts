import { expect, it } from 'vitest';
import { ZoneTime } from './zone-time.ts';

const at = (zone: string, instant: number) => new ZoneTime({ now: () => instant }, zone);

it.each([
  ['Asia/Shanghai', '2026-11-21T18:00:00'],
  ['America/Los_Angeles', '2026-11-21T02:00:00'],
  ['Asia/Kathmandu', '2026-11-21T15:45:00'],
])('shows what a wall in %s shows', (zone, text) => {
  const instant = Date.UTC(2026, 10, 21, 10);
  expect(at(zone, instant).text(instant)).toBe(text);
});

it('finds the instant of a wall time, across a change of the clocks', () => {
  const time = at('Europe/Berlin', 0);
  for (let instant = Date.UTC(2026, 9, 24, 20); instant < Date.UTC(2026, 9, 25, 6); instant += 600_000) {
    const found = time.instant(time.wall(instant));
    expect(time.text(found)).toBe(time.text(instant));
  }
});
