import type { Evidence, Verdict } from '../../domain/partition-cell.ts';
import { isFailure } from '../../domain/partition-cell.ts';
import { wallMs } from '../../domain/wall-date.ts';
import type { Format } from '../../i18n/format.ts';
import type { Language } from '../../i18n/messages.ts';
import type { evidenceMessages } from './evidence-messages.ts';

type Words = (typeof evidenceMessages)[Language];

interface Said {
  messages: Words;
  format: Pick<Format, 'wallTime' | 'day' | 'ago'>;
  /** On CAN's wall clock. */
  wallNow: string;
}

function agoOf(time: string | null, { format, wallNow }: Said): string | null {
  const then = time === null ? null : wallMs(time);
  const now = wallMs(wallNow);
  return then === null || now === null ? null : format.ago((now - then) / 1000);
}

function verdictText(verdict: Verdict, { messages, format }: Said): string {
  if (verdict.by === 'mark') {
    const { as, who, at } = verdict.mark;
    const time = format.wallTime(at);
    if (as === 'failed') return messages.markedFailed(who, time);
    return as === 'cleared' ? messages.cleared(who, time) : messages.markedNotListed(who, time);
  }
  const { id, endedAt } = verdict.instance;
  if (!isFailure(verdict)) return messages.doneNotListed(id, format.wallTime(endedAt ?? ''));
  return endedAt === null ? messages.failedNoTime(id) : messages.failed(id, format.wallTime(endedAt));
}

/** The evidence in one or two sentences: "Failed in instance 128… at 21 Nov 2026, 10:02:00." */
export function evidenceText(evidence: Evidence, said: Said): string {
  const { messages, format } = said;
  switch (evidence.state) {
    case 'materialised': {
      const first = evidence.source === 'can' ? messages.materialised : messages.filled;
      return evidence.failure
        ? `${first} ${messages.failedSince} ${verdictText(evidence.failure, said)}`
        : first;
    }
    case 'waiting':
    case 'running': {
      const { instance, state } = evidence;
      const ago = agoOf(state === 'running' ? instance.startedAt : instance.createdAt, said);
      const sentence =
        ago === null
          ? messages[state === 'running' ? 'runningNoTime' : 'waitingNoTime'](instance.who)
          : messages[state](instance.who, ago);
      return evidence.alsoMaterialised ? `${sentence} ${messages.alsoMaterialised}` : sentence;
    }
    case 'failed':
      return verdictText(evidence.verdict, said);
    case 'missing':
      return evidence.verdict ? verdictText(evidence.verdict, said) : messages.missing;
    case 'not-due': {
      const { dueFrom } = evidence;
      return messages.notDue(
        dueFrom.endsWith('T00:00:00') ? format.day(dueFrom.slice(0, 10)) : format.wallTime(dueFrom),
      );
    }
    case 'unreported':
      return messages.unreported;
  }
}

/** The instance that the evidence speaks of, for links. */
export function instanceOf(evidence: Evidence) {
  switch (evidence.state) {
    case 'waiting':
    case 'running':
      return evidence.instance;
    case 'failed':
      return evidence.verdict.by === 'instance' ? evidence.verdict.instance : null;
    case 'missing':
      return evidence.verdict?.by === 'instance' ? evidence.verdict.instance : null;
    case 'materialised':
      return evidence.failure?.by === 'instance' ? evidence.failure.instance : null;
    case 'not-due':
    case 'unreported':
      return null;
  }
}
