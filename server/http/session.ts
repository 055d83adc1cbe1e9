import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Caller } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import { ProblemError } from '../problem-error.ts';
import { Secret } from '../secret.ts';
import type { AppTokens } from './app-tokens.ts';
import type { AppEnv, SignedIn } from './context.ts';
import { fingerprintOf, identitySchema, isStable, secretsOf, tokenKeyOf, type Identity } from './identity.ts';
import { createSeal } from './seal.ts';
import type { SessionKeys } from './session-keys.ts';

const COOKIE = 'console_session';
const HOUR_MS = 3_600_000;
/** Renewed while somebody is at work, so it ends half a day after the last touch … */
const LIFE_MS = 12 * HOUR_MS;
/** … but never lives longer than a week, whoever holds it. */
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** Browsers drop a cookie of more than 4096 bytes without a word. */
const MOST_COOKIE = 4000;

const sealedSchema = v.object({
  id: v.string(),
  identity: identitySchema,
  /** Over https the cookie is never sent in the clear again. */
  secure: v.boolean(),
  signedInAt: v.number(),
  issuedAt: v.number(),
});
type Sealed = v.InferOutput<typeof sealedSchema>;

export interface Sessions {
  callerOf(identity: Identity): Caller;
  /** Gives the browser a cookie. The credential must have been proved before. */
  begin(c: Context<AppEnv>, identity: Identity): void;
  end(c: Context<AppEnv>): void;
  /** Lets only signed-in requests pass, and puts `signedIn` into the context. */
  required: MiddlewareHandler<AppEnv>;
}

export interface SessionParts {
  keys: SessionKeys;
  clock: Clock;
  tokens: AppTokens;
  approvers: readonly string[];
}

export function createSessions({ keys, clock, tokens, approvers }: SessionParts): Sessions {
  const seal = createSeal(keys.cookie);
  /** Signed out before they ended by themselves: id to end. In memory: after a restart only the browser has forgotten. */
  const ended = new Map<string, number>();

  const callerOf = (identity: Identity): Caller => {
    const { tenantId, credential } = identity;
    const fingerprint = fingerprintOf(keys.fingerprint, identity);
    if ('appId' in credential) {
      const secret = new Secret(credential.appSecret);
      const tokenKey = tokenKeyOf(keys.fingerprint, tenantId, credential);
      return {
        tenantId,
        fingerprint,
        renew: () => tokens.forget(tokenKey),
        credential: async () => ({
          tenantId,
          authType: 'TOKEN',
          authValue: await tokens.tokenFor(tokenKey, credential.appId, secret),
        }),
      };
    }
    const held = { tenantId, authType: credential.authType, authValue: new Secret(credential.authValue) };
    return { tenantId, fingerprint, credential: async () => held };
  };

  const write = (c: Context<AppEnv>, sealed: Sealed) => {
    const cookie = seal.seal(JSON.stringify(sealed));
    if (cookie.length > MOST_COOKIE) {
      throw new ProblemError('invalid', 'The credential is too long to be kept in a cookie.', {
        detail: 'about 2,600 characters fit',
      });
    }
    const maxAge = Math.floor((endOf(sealed) - sealed.issuedAt) / 1000);
    setCookie(c, COOKIE, cookie, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: sealed.secure,
      maxAge,
    });
  };

  const read = (cookie: string): Sealed | null => {
    const text = seal.open(cookie);
    if (text === null) return null;
    const parsed = v.safeParse(sealedSchema, JSON.parse(text));
    if (!parsed.success || endOf(parsed.output) <= clock.now() || ended.has(parsed.output.id)) return null;
    return parsed.output;
  };

  const signedIn = (identity: Identity): SignedIn => {
    const caller = callerOf(identity);
    const stable = isStable(identity);
    return {
      tenantId: identity.tenantId,
      actor: { id: caller.fingerprint, name: identity.name, stable },
      mayApprove: stable && (approvers.length === 0 || approvers.includes(caller.fingerprint)),
      caller,
    };
  };

  return {
    callerOf,
    begin(c, identity) {
      const now = clock.now();
      write(c, { id: randomUUID(), identity, secure: isHttps(c), signedInAt: now, issuedAt: now });
    },
    end(c) {
      const now = clock.now();
      const session = read(getCookie(c, COOKIE) ?? '');
      for (const [id, end] of ended) if (end <= now) ended.delete(id);
      if (session !== null) ended.set(session.id, session.signedInAt + LONGEST_MS);
      deleteCookie(c, COOKIE, { path: '/' });
    },
    required: async (c, next) => {
      const cookie = getCookie(c, COOKIE);
      const session = cookie === undefined ? null : read(cookie);
      if (session === null) {
        if (cookie !== undefined) deleteCookie(c, COOKIE, { path: '/' });
        throw new ProblemError(
          'unauthenticated',
          cookie === undefined ? 'Sign in first.' : 'The session has ended. Sign in again.',
        );
      }
      c.set('secrets', secretsOf(session.identity));
      c.set('signedIn', signedIn(session.identity));
      const now = clock.now();
      const halfSpent = now - session.issuedAt > LIFE_MS / 2;
      if (halfSpent && c.req.method === 'GET') write(c, { ...session, issuedAt: now });
      return next();
    },
  };
}

function endOf({ signedInAt, issuedAt }: Sealed): number {
  return Math.min(issuedAt + LIFE_MS, signedInAt + LONGEST_MS);
}

/** TLS may end at a proxy; believing one that says https only ever makes the cookie stricter. */
function isHttps(c: Context): boolean {
  const forwarded = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim();
  return (
    forwarded === 'https' ||
    (c.req.header('origin') ?? '').startsWith('https://') ||
    c.req.url.startsWith('https://')
  );
}
