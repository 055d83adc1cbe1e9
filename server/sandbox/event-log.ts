import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { WirePlan } from '../can/wire.ts';
import type { Cause } from './failures.ts';
import type { Periods } from './period.ts';

/** What has happened to the world since it began. Everything else follows from the seed and the clock. */
export type WorldEvent = { at: number } & (
  | { do: 'speed'; speed: number }
  | { do: 'create'; dagName: string; plan: number; firstDay: number; lastDay: number; lotDays: number }
  | { do: 'refresh'; plan: number; day: number }
  | { do: 'convert'; plan: number }
  | { do: 'mark'; plan: number; success: readonly Periods[]; failed: readonly Periods[] }
  | { do: 'clear'; plan: number; ranges: readonly Periods[] }
  | { do: 'refreshed' | 'repair'; plan: number }
  | { do: 'fail'; plan: number; from: number; to: number; cause: Cause; attempts: number | null }
  | { do: 'amend'; plan: number; patch: Partial<WirePlan> }
);

/** What makes two worlds the same one. */
export interface Genesis {
  version: number;
  seed: string;
  plans: number;
  timeZone: string;
  /** At the beginning; a later change is an event. */
  speed: number;
  /** The instant of the beginning. */
  born: number;
}

/** Raised whenever the same events would come to another end. */
export const VERSION = 1;
const FILE = 'sandbox.jsonl';

export interface EventLog {
  genesis: Genesis;
  past: WorldEvent[];
  /** Something a person who runs this should know; null: nothing. */
  notice: string | null;
  /** On disk, for good, when this returns: an answered create survives SIGKILL. */
  append(events: readonly WorldEvent[]): void;
  close(): void;
}

function fresh(genesis: Genesis): EventLog {
  return { genesis, past: [], notice: null, append: () => undefined, close: () => undefined };
}

/** The lines of the file; a last one that was cut by a crash was never answered, and is dropped. */
function read(path: string): { genesis: Genesis; past: WorldEvent[]; bytes: number } {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...rest] = whole.split('\n').slice(0, -1);
  const genesis = JSON.parse(first ?? '') as Genesis;
  const past = rest.map((line) => JSON.parse(line) as WorldEvent);
  if (typeof genesis.born !== 'number') throw new Error('its first line is not the beginning of a world');
  if (past.some((event) => typeof event.at !== 'number' || typeof event.do !== 'string'))
    throw new Error('a line of it is no event');
  return { genesis, past, bytes: Buffer.byteLength(whole) };
}

function difference(found: Genesis, wanted: Genesis): string | null {
  for (const key of ['version', 'seed', 'plans', 'timeZone'] as const) {
    if (found[key] !== wanted[key]) return `it has ${key} ${found[key]}, wanted is ${wanted[key]}`;
  }
  return null;
}

function setAside(path: string, why: string, born: number): string {
  let aside = `${path}.${born}.aside`;
  for (let n = 2; existsSync(aside); n++) aside = `${path}.${born}-${n}.aside`;
  renameSync(path, aside);
  return `The sandbox starts a new world: ${FILE} can't be continued (${why}). It is kept as ${aside}.`;
}

/** Opens the log in `dataDir` (null: none, the world ends with the process) or begins one. */
export function openEventLog(dataDir: string | null, wanted: Genesis): EventLog {
  const log = fresh(wanted);
  if (dataDir === null) return log;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, FILE);
  if (existsSync(path)) {
    try {
      const { genesis, past, bytes } = read(path);
      const why = difference(genesis, wanted);
      if (why !== null) throw new Error(why);
      truncateSync(path, bytes);
      Object.assign(log, { genesis, past });
    } catch (error) {
      log.notice = setAside(path, error instanceof Error ? error.message : String(error), wanted.born);
    }
  }
  const isNew = !existsSync(path);
  const file = openSync(path, 'a', 0o600);
  const write = (lines: readonly object[]) => {
    writeSync(file, lines.map((line) => JSON.stringify(line) + '\n').join(''));
    fsyncSync(file);
  };
  if (isNew) {
    write([log.genesis]);
    const directory = openSync(dataDir, 'r');
    fsyncSync(directory);
    closeSync(directory);
  }
  log.append = write;
  log.close = () => closeSync(file);
  return log;
}
