import { partitionStates } from '../../domain/partition-state.ts';
import type { States } from './preview.ts';
import type { Include } from './wanted.ts';

/** What a person has put together so far. It outlives a reload of the page; it belongs to one tab. */
export interface Draft {
  /** The link it began with: another one begins another draft. */
  from: string;
  /** The selection as text. */
  text: string;
  include: Include;
  /** How many calls; null: as many as it takes to redo nothing that is good. */
  calls: number | null;
  lotDays: number;
  note: string;
  retryOf: string | null;
  /** The picture that was agreed to. */
  agreed: { fingerprint: string; states: States } | null;
  /** Sent, and no answer known: the same request with the same key asks for the result. */
  attempt: { key: string; body: string } | null;
  /** How often it was refused for sure: each further try is a new intention. */
  refusals: number;
}

export function newDraft(from: string, text: string, retryOf: string | null): Draft {
  return {
    from,
    text,
    include: { materialised: false, underWay: false, notDue: false },
    calls: null,
    lotDays: 1,
    note: '',
    retryOf,
    agreed: null,
    attempt: null,
    refusals: 0,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function readInclude(value: unknown): Include {
  const given = isRecord(value) ? value : {};
  return {
    materialised: given['materialised'] === true,
    underWay: given['underWay'] === true,
    notDue: given['notDue'] === true,
  };
}

const isRange = (value: unknown) => isRecord(value) && isText(value['start']) && isText(value['end']);

function readAgreed(value: unknown): Draft['agreed'] {
  if (!isRecord(value) || !isText(value['fingerprint']) || !isRecord(value['states'])) return null;
  const { fingerprint, states } = value;
  const known = partitionStates as readonly string[];
  const good = Object.entries(states).every(
    ([state, ranges]) => known.includes(state) && Array.isArray(ranges) && ranges.every(isRange),
  );
  return good ? { fingerprint, states: states } : null;
}

/** Total: what an older version of the console, or somebody by hand, has left there is read as far as it makes sense. */
export function readDraft(stored: string | null): Draft | null {
  let value: unknown;
  try {
    value = JSON.parse(stored ?? 'null');
  } catch {
    return null;
  }
  if (!isRecord(value) || !isText(value['from']) || !isText(value['text'])) return null;
  const { from, text, calls, lotDays, note, retryOf, agreed, attempt, refusals } = value;
  return {
    from,
    text,
    include: readInclude(value['include']),
    calls: Number.isInteger(calls) && Number(calls) >= 1 ? Number(calls) : null,
    lotDays:
      Number.isInteger(lotDays) && Number(lotDays) >= 1 && Number(lotDays) <= 10_000 ? Number(lotDays) : 1,
    note: isText(note) ? note : '',
    retryOf: isText(retryOf) ? retryOf : null,
    agreed: readAgreed(agreed),
    attempt:
      isRecord(attempt) && isText(attempt['key']) && isText(attempt['body'])
        ? { key: attempt['key'], body: attempt['body'] }
        : null,
    refusals: Number.isInteger(refusals) ? Number(refusals) : 0,
  };
}

/**
 * A key that is the same for the same intention in the same world: two tabs in which the same person starts the same
 * thing at the same moment then start it once (DESIGN §3, Idempotency-Key). Four independent 32-bit hashes of FNV-1a's
 * kind; nothing depends on nobody being able to guess it.
 */
export function commandKey(...parts: readonly string[]): string {
  const text = JSON.stringify(parts);
  return [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]
    .map((seed) => {
      let hash = seed;
      for (let i = 0; i < text.length; i++) {
        hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
        hash ^= hash >>> 15;
      }
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
