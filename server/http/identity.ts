import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { authTypes } from '../../src/contract/session.ts';
import { ProblemError } from '../problem-error.ts';

/** Who signed in and with what, as it lies sealed in the cookie. */
export const identitySchema = v.object({
  tenantId: v.string(),
  name: v.string(),
  credential: v.union([
    v.object({ authType: v.picklist(authTypes), authValue: v.string() }),
    v.object({ appId: v.string(), appSecret: v.string() }),
  ]),
});
export type Identity = v.InferOutput<typeof identitySchema>;

/**
 * Names a credential without telling it (DESIGN §6): keyed, because with `UID` the value is the credential and could be
 * guessed against a plain hash. An app is its id: its secret may be exchanged without it becoming somebody else.
 */
export function fingerprintOf(key: Buffer, { tenantId, credential }: Identity): string {
  return keyed(
    key,
    'appId' in credential
      ? [tenantId, 'APP', credential.appId]
      : [tenantId, credential.authType, credential.authValue],
  );
}

/** Under which an app's token is kept: who comes with another secret must not get what the right one has earned. */
export function tokenKeyOf(key: Buffer, tenantId: string, app: { appId: string; appSecret: string }): string {
  return keyed(key, [tenantId, 'APP TOKEN', app.appId, app.appSecret]);
}

function keyed(key: Buffer, parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** A raw TOKEN is another one tomorrow: it may request, not approve (DESIGN §6). */
export function isStable({ credential }: Identity): boolean {
  return 'appId' in credential || credential.authType !== 'TOKEN';
}

/** The parts that must never be seen again: in no log, no error, no answer. */
export function secretsOf({ credential }: Identity): string[] {
  return 'appId' in credential ? [credential.appSecret] : [credential.authValue];
}

/** What may travel in an HTTP header; anything else makes the call itself throw. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]+$/;

/** White space around a pasted value is a slip; what a header cannot carry is refused in words, without showing it. */
export function headerValue(field: string, given: string): string {
  const value = given.trim();
  if (!HEADER_VALUE.test(value)) {
    throw new ProblemError('invalid', 'This cannot be sent to CAN as a header.', {
      detail: `${field}: only printable characters of Latin-1, on one line, and not empty`,
    });
  }
  return value;
}
