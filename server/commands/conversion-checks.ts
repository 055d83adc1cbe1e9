import type { ConversionChecks, Handover, HandoverCheck } from '../../src/contract/conversion.ts';
import { isExpired } from '../../src/domain/conversion-can.ts';
import { isOpen } from '../../src/domain/conversion.ts';
import { planCan } from '../../src/domain/plan-can.ts';
import { instantText } from '../../src/domain/wall-date.ts';
import { ProblemError } from '../problem-error.ts';
import { ledgerOf, refuseUnless, type Command } from './command.ts';
import { definitionHash, definitionOf } from './conversion-definition.ts';
import { dossierOf } from './conversion-dossier.ts';
import { refuseIfTooOld } from './conversion-rights.ts';
import { storedConversion } from './conversion-view.ts';
import { planLabel, readPlanNow, type FreshPlan } from './plan-read.ts';
import { refuseWhileRunning } from './running-backfills.ts';

/** The same functions that refuse the command, asked beforehand: the screen then says so before anybody has typed. */
async function tried(check: HandoverCheck['check'], guard: () => unknown): Promise<HandoverCheck> {
  try {
    await guard();
    return { check, ok: true };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { check, ok: false, reason: error.reason ?? error.code, message: error.message };
  }
}

/** More requests of one plan than that have not been open at the same time as its newest. */
const NEWEST = 20;

async function openRequest(command: Command, planId: string): Promise<HandoverCheck> {
  const newest = await ledgerOf(command).conversions.list({ planId }, NEWEST);
  const now = command.services.clock.now();
  const open = newest.find((one) => isOpen(one.state) && !isExpired(one, now));
  if (!open) return { check: 'request', ok: true };
  return {
    check: 'request',
    ok: false,
    reason: 'already-requested',
    message: 'There is an open request to convert this plan already.',
    conversionId: open.id,
  };
}

function planChecks(command: Command, plan: FreshPlan): Promise<HandoverCheck>[] {
  return [
    tried('kind', () => refuseUnless(planCan.convert(plan))),
    tried('backfills', () => refuseWhileRunning(command, plan.id)),
  ];
}

/** What a request to convert this plan would be refused for, and what it would hand over. Stores and sends nothing. */
export async function handoverOf(asking: Omit<Command, 'key'>, planId: string): Promise<Handover> {
  const command = { ...asking, key: null };
  const plan = await readPlanNow(command, planId);
  const [checks, dossier] = await Promise.all([
    Promise.all([...planChecks(command, plan), openRequest(command, planId)]),
    dossierOf(command, plan),
  ]);
  return { checks, dossier, asOf: instantText(command.services.clock.now()) };
}

/** What an approval would be refused for, whoever gives it. It is all looked at again when somebody does. */
export async function conversionChecks(asking: Omit<Command, 'key'>, id: string): Promise<ConversionChecks> {
  const command = { ...asking, key: null };
  const conversion = await storedConversion(command, id);
  const plan = await readPlanNow(command, conversion.planId);
  const checks = await Promise.all([
    ...planChecks(command, plan),
    tried('definition', () => {
      if (definitionHash(definitionOf(plan)) === conversion.definitionHash) return;
      throw new ProblemError('conflict', 'The plan has changed since the request; it has to be made anew.', {
        reason: 'definition-changed',
      });
    }),
    tried('age', () => refuseIfTooOld(command, conversion)),
  ]);
  return { planName: planLabel(plan), checks, asOf: instantText(command.services.clock.now()) };
}
