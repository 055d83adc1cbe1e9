import { describe, expect, it } from 'vitest';
import { fingerprintOf, headerValue, isStable, type Identity } from './identity.ts';
import { deriveKeys } from './session-keys.ts';

const key = deriveKeys('one').fingerprint;
const uid: Identity = { tenantId: 'demo', name: 'A', credential: { authType: 'UID', authValue: 'ops' } };
const app: Identity = { tenantId: 'demo', name: 'A', credential: { appId: 'a', appSecret: 's' } };

describe('fingerprintOf', () => {
  it('is of the credential, not of the name a person gives', () => {
    expect(fingerprintOf(key, uid)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf(key, { ...uid, name: 'B' })).toBe(fingerprintOf(key, uid));
  });

  it('stays when an app gets a new secret', () => {
    expect(fingerprintOf(key, { ...app, credential: { appId: 'a', appSecret: 'new' } })).toBe(
      fingerprintOf(key, app),
    );
  });

  it.each([
    ['tenant', { ...uid, tenantId: 'other' }],
    ['type', { ...uid, credential: { authType: 'ACCOUNT', authValue: 'ops' } }],
    ['value', { ...uid, credential: { authType: 'UID', authValue: 'owner' } }],
    ['where the parts meet', { ...uid, tenantId: 'dem', credential: { authType: 'UID', authValue: 'oops' } }],
    ['app', app],
  ] satisfies [string, Identity][])('differs by %s', (_, other) => {
    expect(fingerprintOf(key, other)).not.toBe(fingerprintOf(key, uid));
  });

  it('differs by key', () => {
    expect(fingerprintOf(deriveKeys('two').fingerprint, uid)).not.toBe(fingerprintOf(key, uid));
  });
});

describe('isStable', () => {
  it.each([
    [uid, true],
    [app, true],
    [{ ...uid, credential: { authType: 'APIKEY', authValue: 'k' } }, true],
    [{ ...uid, credential: { authType: 'TOKEN', authValue: 't' } }, false],
  ] satisfies [Identity, boolean][])('%j: %s', (identity, stable) => {
    expect(isStable(identity)).toBe(stable);
  });
});

describe('headerValue', () => {
  it('forgives white space around a pasted value', () => {
    expect(headerValue('authValue', ' abc\n')).toBe('abc');
    expect(headerValue('authValue', 'a b é')).toBe('a b é');
  });

  it.each(['', '  ', 'a\nb', 'a\rb', 'a\u0000b', 'a\u007fb', '租户', 'a\u0100'])(
    'refuses %j without showing it',
    (value) => {
      try {
        headerValue('authValue', value);
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid', outcome: 'none' });
        expect((error as { detail: string }).detail).toMatch(/^authValue: /);
      }
    },
  );
});
