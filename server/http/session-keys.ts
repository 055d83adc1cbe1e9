import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secret } from '../secret.ts';

export interface SessionKeys {
  /** Seals the cookie. */
  cookie: Buffer;
  /** Keys the fingerprints: who knows one cannot try credentials against it. */
  fingerprint: Buffer;
}

/** Both keys come from one master, so that one setting shared by several gateways is enough (DESIGN §2, SESSION_SECRET). */
export function deriveKeys(master: string): SessionKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', master, '', `acceleration-console ${purpose} v1`, 32));
  return { cookie: derive('cookie'), fingerprint: derive('fingerprint') };
}

/** `dir` null: nothing is kept, every start has keys of its own. */
export function sessionKeys(secret: Secret | null, dir: string | null): SessionKeys {
  if (secret !== null) return deriveKeys(secret.reveal());
  return deriveKeys(dir === null ? randomBytes(32).toString('hex') : keyFile(join(dir, 'session.key')));
}

function keyFile(path: string): string {
  try {
    // `wx`: of two processes that start at once, one writes and the other reads.
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    chmodSync(path, 0o600);
  }
  const key = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(key)) {
    throw new Error(`${path} holds no session key: remove the file, and everybody signs in again.`);
  }
  return key;
}
