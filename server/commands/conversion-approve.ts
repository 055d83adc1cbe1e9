import type { ApproveConversion, Conversion } from '../../src/contract/conversion.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { transformRequest } from '../can/requests.ts';
import { ProblemError } from '../problem-error.ts';
import type { Told } from '../ledger/cause.ts';
import { causeOf, wordsOf } from './attempt.ts';
import { actorOf, canOf, conflict, ledgerOf, refuseUnless, type Answer, type Command } from './command.ts';
import { definitionHash, definitionOf } from './conversion-definition.ts';
import { readsExternal, readBackView, step, stillShows, watchConversion } from './conversion-read-back.ts';
import { cutoverOf } from './conversion-dossier.ts';
import { refuseIfTooOld, refuseUnlessMayDecide } from './conversion-rights.ts';
import { conversionView, storedConversion } from './conversion-view.ts';
import { once } from './idempotency.ts';
import { deliver } from './outbox.ts';
import { planLabel, planNameNow, readPlanNow } from './plan-read.ts';
import { record } from './record.ts';
import { refuseIfBegunSince, refuseWhileRunning } from './running-backfills.ts';

/**
 * Checks everything again, claims the request, converts the plan, and reads it back (DESIGN §6). Whatever the checks
 * say no to, or can't find out, sends nothing.
 */
export function approveConversion(
  command: Command,
  id: string,
  input: ApproveConversion,
): Promise<Answer<Conversion>> {
  const answer = async (): Promise<Answer<Conversion>> => {
    const stored = await storedConversion(command, id);
    watchConversion(command, stored);
    return { status: 200, body: conversionView(stored) };
  };
  return once(
    command,
    'approve-conversion',
    { id, input },
    async (keyed) => {
      const conversion = await storedConversion(command, id);
      refuseUnlessMayDecide(command, conversion);
      refuseIfTooOld(command, conversion);
      const { planId } = conversion;
      const plan = await readPlanNow(command, planId);
      if (input.planName !== planLabel(plan)) {
        throw new ProblemError('invalid', "What was typed is not the plan's name.", {
          reason: 'name-differs',
          detail: 'planName',
        });
      }
      refuseUnless(planCan.approve(plan, command.signedIn.actor));
      if (definitionHash(definitionOf(plan)) !== conversion.definitionHash) {
        throw conflict(
          'definition-changed',
          'The plan has changed since the request; it has to be made anew.',
        );
      }
      const seen = await refuseWhileRunning(command, planId);
      const cutover = await cutoverOf(command, plan);
      const actor = actorOf(command);
      const request = transformRequest(planId);

      const { journalId, outcome } = await deliver(command, {
        row: {
          actor,
          action: 'convert',
          request,
          planId,
          planName: planNameNow(plan),
          reason: conversion.reason,
          conversionId: id,
        },
        keyed,
        subject: id,
        begin: async (queries, journal) => {
          await refuseIfBegunSince(queries, planId, seen);
          const claimed = await queries.conversions.change(id, 'requested', {
            state: step(step('requested', 'approve'), 'send'),
            decidedBy: actor,
            journalId: journal,
            ...(cutover !== null && { cutover }),
          });
          if (!claimed) throw conflict('not-requested', 'Somebody has decided about this request meanwhile.');
        },
        call: () => canOf(command).transform(request),
        trusted: false,
        end: async (queries, outcome) => {
          if (outcome.state === 'done') return;
          await queries.conversions.change(id, 'converting', {
            state: step('converting', outcome.state),
            problem: wordsOf(outcome.error),
            cause: causeOf(outcome.error),
            traceId: outcome.error.traceId ?? null,
          });
        },
      });
      command.services.can.forgetPlan(planId);
      if (outcome.state === 'unknown') return { status: 200, body: await readBackView(command, id) };
      if (outcome.state === 'done')
        await proveConverted(command, id, journalId, outcome.answer.traceId ?? null);
      return answer();
    },
    answer,
  );
}

/** A success that CAN claims is one when the plan reads as EXTERNAL, and unknown until then. */
async function proveConverted(
  command: Command,
  id: string,
  journalId: string,
  traceId: string | null,
): Promise<void> {
  const { planId } = await storedConversion(command, id);
  const read = await readsExternal(command, planId);
  const event = read?.external ? 'converted' : 'unknown';
  const told: Told = read?.external
    ? { problem: null }
    : {
        problem: `CAN says that it did. ${read ? stillShows(read.kind) : 'The plan could not be read back yet.'}`,
        cause: { code: 'not-shown' },
      };
  await record(command.services, { journalId, conversionId: id, state: event }, () =>
    ledgerOf(command).transaction(async (queries) => {
      await queries.conversions.change(id, 'converting', {
        state: step('converting', event),
        ...told,
        traceId,
      });
      await queries.journal.end(journalId, {
        state: event === 'converted' ? 'done' : 'unknown',
        ...told,
        traceId,
      });
    }),
  );
}
