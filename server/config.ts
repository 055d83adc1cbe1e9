import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { isTimeZone } from '../src/domain/wall-date.ts';
import { Secret } from './secret.ts';

export interface Config {
  host: string;
  port: number;
  /** null: the embedded sandbox. */
  canUrl: string | null;
  canTimeZone: string;
  canTimeoutMs: number;
  canConcurrency: number;
  dataDir: string;
  /** null: SQLite in dataDir. Holds a password, so it is a secret. */
  databaseUrl: Secret | null;
  /** null: generated once into dataDir. */
  sessionSecret: Secret | null;
  twoPerson: boolean;
  /** Fingerprints that alone may approve; empty: anyone but the requester. */
  approvers: readonly string[];
  sandbox: { speed: number; plans: number; seed: string };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with one setting. */
type Refuse = (name: string, given: string, allowed: string) => void;

/** Settings that cannot be used; one sentence each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The settings of DESIGN §2, or a ConfigError that names everything that is wrong with them; touches no disk. */
export function readConfig(env: Environment): Config {
  const { config, problems } = parse(env);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** As above, and the folder for data is there and can be written: its problem is told together with the others. */
export function readConfigAndPrepare(env: Environment): Config {
  const { config, problems } = parse(env);
  const dirProblem = prepareDataDir(config.dataDir);
  if (dirProblem !== null) {
    problems.push(
      `DATA_DIR: ${shown(config.dataDir)} ${dirProblem}; allowed: a folder this process can create and write.`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function parse(env: Environment): { config: Config; problems: string[] } {
  const problems: string[] = [];
  const refuse: Refuse = (name, given, allowed) => problems.push(`${name}: ${given}; allowed: ${allowed}.`);
  const text = (name: string): string | null => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const number = (name: string, fallback: number, min: number, max: number, whole = true): number => {
    const given = text(name);
    if (given === null) return fallback;
    const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      refuse(name, shown(given), `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`);
      return fallback;
    }
    return value;
  };

  const host = text('HOST') ?? '127.0.0.1';
  if (!/^[A-Za-z0-9._:-]+$/.test(host))
    refuse('HOST', shown(host), 'a host name or an IP address, without port');

  const canTimeZone = text('CAN_TIME_ZONE') ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isTimeZone(canTimeZone)) {
    refuse(
      'CAN_TIME_ZONE',
      shown(canTimeZone),
      'a name of the IANA time zone database, such as Asia/Shanghai',
    );
  }

  const config: Config = {
    host,
    port: number('PORT', 8080, 0, 65_535),
    canUrl: canOrigin(text('CAN_URL'), refuse),
    canTimeZone,
    canTimeoutMs: number('CAN_TIMEOUT_MS', 30_000, 100, 600_000),
    canConcurrency: number('CAN_CONCURRENCY', 8, 1, 256),
    dataDir: resolve(text('DATA_DIR') ?? 'data'),
    databaseUrl: databaseUrl(text('DATABASE_URL'), refuse),
    sessionSecret: sessionSecret(text('SESSION_SECRET'), refuse),
    twoPerson: onOff('TWO_PERSON', text('TWO_PERSON'), refuse),
    approvers: approvers(text('APPROVERS'), refuse),
    sandbox: {
      speed: number('SANDBOX_SPEED', 60, 0.001, 1_000_000, false),
      plans: number('SANDBOX_PLANS', 48, 1, 5_000),
      seed: text('SANDBOX_SEED') ?? 'retail',
    },
  };
  return { config, problems };
}

/** Creates the folder when it is missing; answers what is in the way, or null. */
function prepareDataDir(dir: string): string | null {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR' || code === 'EEXIST') return 'is or lies below a file';
    if (code === 'EACCES' || code === 'EPERM') return 'may not be written';
    if (code === 'EROFS') return 'lies on a read-only disk';
    return `cannot be used (${code ?? 'unknown reason'})`;
  }
}

function shown(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

function canOrigin(given: string | null, refuse: Refuse): string | null {
  if (given === null) return null;
  const allowed = 'an http or https origin without path, such as https://can.example.com';
  const url = URL.canParse(given) ? new URL(given) : null;
  // A value with `@` may hold a password, so it is never shown.
  if (given.includes('@')) refuse('CAN_URL', 'holds a user name or a password', allowed);
  else if (url === null) refuse('CAN_URL', `${shown(given)} is no URL`, allowed);
  else if (url.protocol !== 'http:' && url.protocol !== 'https:')
    refuse('CAN_URL', `protocol ${shown(url.protocol)}`, allowed);
  else if (url.pathname !== '/' || given.includes('?') || given.includes('#'))
    refuse('CAN_URL', 'holds more than an origin', allowed);
  else return url.origin;
  return null;
}

function databaseUrl(given: string | null, refuse: Refuse): Secret | null {
  if (given === null) return null;
  const allowed = 'postgres://user:password@host:port/database';
  if (!URL.canParse(given)) refuse('DATABASE_URL', 'is no URL', allowed);
  else if (!['postgres:', 'postgresql:'].includes(new URL(given).protocol))
    refuse('DATABASE_URL', 'another protocol', allowed);
  else return new Secret(given);
  return null;
}

function sessionSecret(given: string | null, refuse: Refuse): Secret | null {
  if (given === null) return null;
  if (given.length >= 32) return new Secret(given);
  refuse('SESSION_SECRET', `${given.length} characters`, 'at least 32 characters, or not set at all');
  return null;
}

function onOff(name: string, given: string | null, refuse: Refuse): boolean {
  if (given !== null && given !== 'on' && given !== 'off') refuse(name, shown(given), 'on or off');
  return given !== 'off';
}

/** As server/http/identity.ts makes them. */
const FINGERPRINT = /^[0-9a-f]{16}$/;

function approvers(given: string | null, refuse: Refuse): string[] {
  const names = (given ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // What is listed by mistake may be a credential, so it is counted and not shown.
  const wrong = names.filter((name) => !FINGERPRINT.test(name)).length;
  if (wrong > 0) {
    refuse(
      'APPROVERS',
      `${wrong} of ${names.length} are no fingerprint`,
      'fingerprints of 16 hexadecimal digits, separated by commas',
    );
  }
  return names;
}
