import type { Evidence } from '../contract/evidence.ts';
import { pollInterval } from '../domain/polling.ts';
import { instantMs, wallMs, wallNow } from '../domain/wall-date.ts';

/** How often a calendar asks again: by the second while a backfill of the plan changes it, else now and then. */

interface Asked {
  /** Failed looks since the last good one. */
  errors: number;
}

type Instances = Evidence['instances'];

export function isMoving(instances: Instances): boolean {
  return instances.some(
    ({ status, endedAt }) => endedAt === null && (status === 'WAITING' || status === 'RUNNING'),
  );
}

/** How long nothing has happened to any instance. */
function quietMs({ instances, asOf }: Evidence, zone: string): number {
  let last = -Infinity;
  for (const { createdAt, startedAt, endedAt } of instances)
    for (const time of [createdAt, startedAt, endedAt])
      last = Math.max(last, time === null ? -Infinity : (wallMs(time) ?? -Infinity));
  const now = wallMs(wallNow(zone, instantMs(asOf))) ?? 0;
  return Number.isFinite(last) ? Math.max(0, now - last) : 0;
}

export function pollEvidence(evidence: Evidence | undefined, zone: string, asked: Asked): number | false {
  const moving = evidence !== undefined && isMoving(evidence.instances);
  return pollInterval({
    state: moving ? 'moving' : 'idle',
    ageMs: moving ? quietMs(evidence, zone) : 0,
    count: evidence?.instances.length ?? 0,
    visible: true,
    ...asked,
  });
}

/** CAN lists what is materialised as a whole, so it is asked less often than the instances that lead to it. */
export function pollPartitions(moving: boolean, asked: Asked): number | false {
  return pollInterval({ state: moving ? 'moving' : 'idle', ageMs: 0, count: 1001, visible: true, ...asked });
}
