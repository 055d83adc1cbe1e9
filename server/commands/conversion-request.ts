import type { Conversion, RequestConversion } from '../../src/contract/conversion.ts';
import { usableForMs } from '../../src/domain/conversion-can.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { instantText, isDay } from '../../src/domain/wall-date.ts';
import { ProblemError } from '../problem-error.ts';
import { actorOf, conflict, ledgerOf, refuseUnless, type Answer, type Command } from './command.ts';
import { definitionHash, definitionOf } from './conversion-definition.ts';
import { dossierOf } from './conversion-dossier.ts';
import { conversionView, storedConversion } from './conversion-view.ts';
import { once } from './idempotency.ts';
import { planLabel, readPlanNow } from './plan-read.ts';
import { refuseWhileRunning } from './running-backfills.ts';

/** Asks for a plan to be handed to an outside scheduler. Sends nothing; somebody else has to approve. */
export function requestConversion(command: Command, input: RequestConversion): Promise<Answer<Conversion>> {
  const answer = async (id: string): Promise<Answer<Conversion>> => ({
    status: 201,
    body: conversionView(await storedConversion(command, id)),
  });
  return once(
    command,
    'request-conversion',
    input,
    async (keyed) => {
      const { planId, reason, scheduler, plannedDate } = input;
      if (plannedDate !== undefined && !isDay(plannedDate)) {
        throw new ProblemError('invalid', 'The planned date is no day.', { detail: 'plannedDate' });
      }
      const plan = await readPlanNow(command, planId);
      refuseUnless(planCan.convert(plan));
      await refuseWhileRunning(command, planId);
      const definition = definitionOf(plan);
      const dossier = await dossierOf(command, plan);
      const id = await ledgerOf(command).planTransaction(planId, async (queries) => {
        // What can't be approved any more must not stand in the way of its own renewal.
        await queries.conversions.lapse(planId, instantText(command.services.clock.now() - usableForMs));
        const created = await queries.conversions.create({
          planId,
          planName: planLabel(plan),
          reason,
          scheduler,
          plannedDate,
          requestedBy: actorOf(command),
          definition,
          definitionHash: definitionHash(definition),
          dossier,
        });
        if (created === null) {
          throw conflict('already-requested', 'There is an open request to convert this plan already.');
        }
        await keyed.attach(queries, created);
        return created;
      });
      return answer(id);
    },
    answer,
  );
}
