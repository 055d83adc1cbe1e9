import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../secret.ts';
import { sessionKeys } from './session-keys.ts';

const freshDir = () => mkdtempSync(join(tmpdir(), 'console-'));

describe('sessionKeys', () => {
  it('generates the key once, readable by its owner only', () => {
    const dir = freshDir();
    const first = sessionKeys(null, dir);
    expect(sessionKeys(null, dir)).toEqual(first);
    expect(statSync(join(dir, 'session.key')).mode & 0o777).toBe(0o600);
    expect(first.cookie.equals(first.fingerprint)).toBe(false);
    chmodSync(join(dir, 'session.key'), 0o644);
    sessionKeys(null, dir);
    expect(statSync(join(dir, 'session.key')).mode & 0o777).toBe(0o600);
  });

  it('takes the setting where there is one, alike on every gateway, and writes nothing', () => {
    const secret = new Secret('x'.repeat(32));
    const dir = freshDir();
    expect(sessionKeys(secret, dir)).toEqual(sessionKeys(secret, null));
    expect(() => readFileSync(join(dir, 'session.key'))).toThrow();
  });

  it('says which file is broken', () => {
    const dir = freshDir();
    writeFileSync(join(dir, 'session.key'), 'cut');
    expect(() => sessionKeys(null, dir)).toThrow(/session\.key holds no session key/);
  });
});
