import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { engines } from './testing/ledgers.ts';
describe.each(engines)('$engine', ({ available, newPlace }) => {
  it.skipIf(!available)('opens', async () => {
    const p = await newPlace();
    const l = await p.open({ now: () => 1 });
    await l.ping();
    expect(await l.isAlive(l.gatewayId)).toBe(true);
    await p.remove();
  });
});
