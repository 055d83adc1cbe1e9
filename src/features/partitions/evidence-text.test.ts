import { describe, expect, it } from 'vitest';
import type { Evidence, KnownInstance, Mark } from '../../domain/partition-cell.ts';
import { formatFor } from '../../i18n/format.ts';
import { evidenceMessages } from './evidence-messages.ts';
import { evidenceText, instanceOf } from './evidence-text.ts';

const instance: KnownInstance = {
  id: '12876560000000000001',
  status: 'FAILED',
  range: { start: '2026-11-12', end: '2026-11-12' },
  createdAt: '2026-11-21T09:48:00',
  startedAt: '2026-11-21T09:55:00',
  endedAt: '2026-11-21T10:02:00',
  backfillId: 'b1',
  who: 'Mia',
};
const ran = (change: Partial<KnownInstance>) => ({
  by: 'instance' as const,
  instance: { ...instance, ...change },
});
const marked = (as: Mark['as']) => ({
  by: 'mark' as const,
  mark: { as, ranges: [], at: '2026-11-20T08:00:00', journalId: 'j', who: 'Olaf' },
});
const waiting = { ...instance, status: 'WAITING', startedAt: null, endedAt: null };
const running = { ...instance, status: 'RUNNING', endedAt: null };

const say = (language: 'en' | 'zh', evidence: Evidence) =>
  evidenceText(evidence, {
    messages: evidenceMessages[language],
    format: formatFor(language),
    wallNow: '2026-11-21T10:00:00',
  });

describe('evidence in words', () => {
  it.each<[Evidence, string]>([
    [
      { attempts: 0, state: 'materialised', source: 'can', failure: null },
      'Materialised according to CAN: queries hit it.',
    ],
    [
      { attempts: 1, state: 'failed', verdict: ran({}) },
      'Failed in instance 12876560000000000001 at 21 Nov 2026, 10:02:00.',
    ],
    [
      { attempts: 1, state: 'failed', verdict: ran({ endedAt: null }) },
      'Failed in instance 12876560000000000001.',
    ],
    [
      { attempts: 0, state: 'failed', verdict: marked('failed') },
      'Marked as failed by Olaf at 20 Nov 2026, 08:00:00.',
    ],
    [
      { attempts: 1, state: 'waiting', instance: waiting, alsoMaterialised: false },
      'Waiting in the backfill of Mia, asked for 12 min ago.',
    ],
    [
      { attempts: 1, state: 'running', instance: running, alsoMaterialised: true },
      'Running in the backfill of Mia, started 5 min ago. Until it is done, queries hit the data from before.',
    ],
    [{ attempts: 0, state: 'not-due', dueFrom: '2026-11-23T00:00:00' }, 'Not due before 23 Nov 2026.'],
    [
      { attempts: 0, state: 'not-due', dueFrom: '2026-11-23T05:00:00' },
      'Not due before 23 Nov 2026, 05:00:00.',
    ],
    [
      { attempts: 0, state: 'missing', verdict: marked('cleared') },
      'Cleared by Olaf at 20 Nov 2026, 08:00:00; CAN does not list it.',
    ],
    [
      { attempts: 1, state: 'missing', verdict: ran({ status: 'SUCCESS' }) },
      'Instance 12876560000000000001 ended well at 21 Nov 2026, 10:02:00, but CAN does not list it.',
    ],
    [
      { attempts: 0, state: 'missing', verdict: null },
      'CAN does not list it, and nothing known here has tried to fill it.',
    ],
  ])('%j', (evidence, sentence) => {
    expect(say('en', evidence)).toBe(sentence);
    expect(say('zh', evidence)).not.toMatch(/[a-z]{4,}/);
  });

  it('says of what is there that the last try failed, and in which instance', () => {
    const evidence: Evidence = { attempts: 1, state: 'materialised', source: 'can', failure: ran({}) };
    expect(say('en', evidence)).toMatch(
      /It is still there, but the last try failed: Failed in instance 12876560000000000001/,
    );
    expect(instanceOf(evidence)?.id).toBe(instance.id);
    expect(instanceOf({ attempts: 0, state: 'failed', verdict: marked('failed') })).toBeNull();
  });
});
