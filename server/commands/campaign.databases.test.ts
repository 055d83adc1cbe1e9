import { describe, expect, it } from 'vitest';
import { engines } from '../ledger/testing/ledgers.ts';
import { runFaultCampaign } from '../testing/campaign/fault-campaign.ts';

/** A short one of what `npm run bench -- faults` does at length; on PostgreSQL with two gateways. */
describe.each(engines)(
  'with a third of CAN’s answers broken, on $engine',
  ({ engine, available, newPlace }) => {
    it.skipIf(!available)(
      'nothing is lost, sent twice, converted unapproved or wrongly called done',
      { timeout: 60_000 },
      async () => {
        const place = await newPlace();
        const { violations, counts } = await runFaultCampaign({
          seed: 'suite',
          commands: 30,
          races: 3,
          rate: 0.3,
          plans: 48,
          lanes: 10,
          databaseUrl: place.config.databaseUrl?.reveal() ?? null,
          gateways: engine === 'PostgreSQL' ? 2 : 1,
        });
        await place.remove();
        expect(violations).toEqual([]);
        // Otherwise nothing was tried.
        expect(counts.created).toBeGreaterThan(5);
        expect(counts.unknown).toBeGreaterThan(0);
        expect(counts.conversions).toBeGreaterThan(0);
      },
    );
  },
);
