import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOfNumber } from '../../../src/domain/wall-date.ts';
import type { WorldEvent } from '../../sandbox/events.ts';
import type { PlanSeed } from '../../sandbox/plan-seed.ts';

/** What happened in the sandbox, as it wrote it down before it answered: the truth that the ledger is held against. */
export function eventsIn(dataDir: string): WorldEvent[] {
  const text = readFileSync(join(dataDir, 'sandbox.jsonl'), 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as WorldEvent);
}

export interface Created {
  planId: string;
  start: string;
  end: string;
  dagName: string;
  at: number;
}

export function createdIn(events: readonly WorldEvent[], seeds: readonly PlanSeed[]): Created[] {
  return events.flatMap((event) =>
    event.do === 'create'
      ? [
          {
            planId: seeds[event.plan]?.id ?? '',
            start: dayOfNumber(event.firstDay),
            end: dayOfNumber(event.lastDay),
            dagName: event.dagName,
            at: event.at,
          },
        ]
      : [],
  );
}
