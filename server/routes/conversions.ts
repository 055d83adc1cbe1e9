import { Hono } from 'hono';
import {
  approveConversionSchema,
  conversionStates,
  conversionViews,
  rejectConversionSchema,
  requestConversionSchema,
  withdrawConversionSchema,
  type Conversion,
  type ConversionChecks,
  type ConversionList,
  type ConversionsWaiting,
  type Handover,
} from '../../src/contract/conversion.ts';
import { usableForMs } from '../../src/domain/conversion-can.ts';
import { instantText } from '../../src/domain/wall-date.ts';
import { approveConversion } from '../commands/conversion-approve.ts';
import { conversionChecks, handoverOf } from '../commands/conversion-checks.ts';
import { rejectConversion, withdrawConversion } from '../commands/conversion-decline.ts';
import { readBackView, watchConversion } from '../commands/conversion-read-back.ts';
import { requestConversion } from '../commands/conversion-request.ts';
import { conversionRow, conversionView, storedConversion } from '../commands/conversion-view.ts';
import { readBody } from '../http/body.ts';
import type { AppEnv, Services, SignedIn } from '../http/context.ts';
import { pathId } from '../http/params.ts';
import type { ConversionFilter } from '../ledger/conversions.ts';
import { answered, commandOf } from './command-of.ts';
import { queryId, queryWord } from './query.ts';

const PAGE = 50;
/** A badge says "99+" beyond that. */
const MOST_WAITING = 100;

/** What waits for this person to decide: all that they may, and nothing else. null: nothing can. */
function waitingFor({ config, clock }: Services, { actor, mayApprove }: SignedIn): ConversionFilter | null {
  if (!mayApprove) return null;
  return {
    state: 'requested',
    requestedSince: instantText(clock.now() - usableForMs + 1),
    ...(config.twoPerson && { notRequestedBy: actor.id }),
  };
}

/** Requests to make a plan EXTERNAL, and the decisions about them. */
export function conversionRoutes(services: Services): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .post('/api/conversions', async (c) => {
      const input = await readBody(c, requestConversionSchema);
      return answered(c, requestConversion(commandOf(c, services), input));
    })
    .get('/api/conversions', async (c) => {
      const signedIn = c.get('signedIn');
      const filter = {
        planId: queryId(c, 'planId'),
        state: queryWord(c, 'state', conversionStates),
        before: queryId(c, 'cursor'),
      };
      const view = queryWord(c, 'view', conversionViews) ?? 'all';
      const waiting = waitingFor(services, signedIn);
      const ofView = { all: {}, mine: { requestedBy: signedIn.actor.id }, waiting }[view];
      const { conversions } = services.ledger.forTenant(signedIn.tenantId);
      const rows = ofView ? await conversions.list({ ...filter, ...ofView }, PAGE + 1) : [];
      const shown = rows.slice(0, PAGE);
      for (const row of shown) watchConversion({ services, signedIn }, row);
      const last = shown.at(-1);
      return c.json<ConversionList>({
        conversions: shown.map(conversionRow),
        ...(rows.length > PAGE && last && { cursor: last.id }),
        asOf: instantText(services.clock.now()),
      });
    })
    .get('/api/conversions/waiting', async (c) => {
      const signedIn = c.get('signedIn');
      const filter = waitingFor(services, signedIn);
      const { conversions } = services.ledger.forTenant(signedIn.tenantId);
      const waiting = filter ? (await conversions.list(filter, MOST_WAITING)).length : 0;
      return c.json<ConversionsWaiting>({ waiting, asOf: instantText(services.clock.now()) });
    })
    .get('/api/plans/:id/handover', async (c) =>
      c.json<Handover>(await handoverOf({ services, signedIn: c.get('signedIn') }, pathId(c))),
    )
    .get('/api/conversions/:id/checks', async (c) =>
      c.json<ConversionChecks>(await conversionChecks({ services, signedIn: c.get('signedIn') }, pathId(c))),
    )
    .get('/api/conversions/:id', async (c) => {
      const command = { services, signedIn: c.get('signedIn') };
      const id = pathId(c);
      const found = await storedConversion(command, id);
      if (found.state !== 'unknown') return c.json<Conversion>(conversionView(found));
      return c.json<Conversion>(await readBackView(command, id));
    })
    .post('/api/conversions/:id/approve', async (c) => {
      const input = await readBody(c, approveConversionSchema);
      return answered(c, approveConversion(commandOf(c, services), pathId(c), input));
    })
    .post('/api/conversions/:id/reject', async (c) => {
      const { reason } = await readBody(c, rejectConversionSchema);
      return answered(c, rejectConversion(commandOf(c, services), pathId(c), reason));
    })
    .post('/api/conversions/:id/withdraw', async (c) => {
      await readBody(c, withdrawConversionSchema);
      return answered(c, withdrawConversion(commandOf(c, services), pathId(c)));
    });
}
