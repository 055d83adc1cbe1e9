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
import { eventProblem, type WorldEvent } from './events.ts';

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

/** The lines of the file; a last one that was cut by a crash was never answered, and is dropped. Throws why the world can't be continued. */
function read(path: string, wanted: Genesis): { genesis: Genesis; past: WorldEvent[]; bytes: number } {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...rest] = whole.split('\n').slice(0, -1);
  const genesis = JSON.parse(first ?? '') as Genesis;
  for (const key of ['version', 'seed', 'plans', 'timeZone'] as const) {
    if (genesis[key] !== wanted[key])
      throw new Error(`it has ${key} ${genesis[key]}, wanted is ${wanted[key]}`);
  }
  if (!Number.isSafeInteger(genesis.born) || !(genesis.speed > 0)) {
    throw new Error('its first line is not the beginning of a world');
  }
  const past = rest.map((line) => JSON.parse(line) as WorldEvent);
  for (const event of past) {
    const problem = eventProblem(event, genesis.plans);
    if (problem !== null) throw new Error(problem);
  }
  return { genesis, past, bytes: Buffer.byteLength(whole) };
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
      const { genesis, past, bytes } = read(path, wanted);
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
