import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Changes when the layout or the content changes: what was sealed before is then no longer opened. */
const VERSION = Buffer.from([1]);
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface Seal {
  seal(text: string): string;
  /** null: forged, cut, or sealed with another key. */
  open(sealed: string): string | null;
}

/** AES-256-GCM: what a browser holds it can neither read nor change (DESIGN §7). */
export function createSeal(key: Buffer): Seal {
  return {
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(VERSION);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([VERSION, iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      // Node ignores characters that are no base64url; a cookie with some was not made here.
      if (bytes.toString('base64url') !== sealed) return null;
      if (bytes.length <= 1 + IV_BYTES + TAG_BYTES || bytes[0] !== VERSION[0]) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(VERSION);
        decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
        return Buffer.concat([
          decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES)),
          decipher.final(),
        ]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
