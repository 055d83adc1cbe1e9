import { expect, it } from 'vitest';
import { createLongLogs } from './long-logs.ts';

it('keeps a log for a minute, and the newest when there are too many', () => {
  let now = 0;
  const logs = createLongLogs({ now: () => now });
  logs.keep('a', 'x'.repeat(50_000_000));
  now = 30_000;
  expect(logs.find('a')).toHaveLength(50_000_000);
  expect(logs.find('b')).toBeNull();
  logs.keep('b', 'y'.repeat(80_000_000));
  expect(logs.find('a')).toBeNull();
  expect(logs.find('b')).toHaveLength(80_000_000);
  now = 90_000;
  expect(logs.find('b')).toBeNull();
  logs.keep('c', 'z'.repeat(200_000_000));
  expect(logs.find('c')).toBeNull();
});
