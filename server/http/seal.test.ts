import { describe, expect, it } from 'vitest';
import { createSeal } from './seal.ts';
import { deriveKeys } from './session-keys.ts';

const seal = createSeal(deriveKeys('one').cookie);

describe('createSeal', () => {
  it('opens what it sealed, and never seals twice alike', () => {
    const sealed = seal.seal('指标 secret');
    expect(seal.open(sealed)).toBe('指标 secret');
    expect(seal.seal('指标 secret')).not.toBe(sealed);
  });

  it('opens nothing else', () => {
    const sealed = seal.seal('secret');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const forged = Buffer.from(bytes);
      forged[index] = (forged[index] ?? 0) ^ 1;
      expect(seal.open(forged.toString('base64url')), `byte ${index}`).toBeNull();
    }
    for (let length = 0; length < sealed.length; length++)
      expect(seal.open(sealed.slice(0, length))).toBeNull();
    for (const other of ['', ' ', `${sealed}A`, `${sealed}=`, `${sealed} `, `.${sealed}`, '😀'.repeat(40)]) {
      expect(seal.open(other), other).toBeNull();
    }
    expect(createSeal(deriveKeys('two').cookie).open(sealed)).toBeNull();
    expect(createSeal(deriveKeys('one').fingerprint).open(sealed)).toBeNull();
  });
});
