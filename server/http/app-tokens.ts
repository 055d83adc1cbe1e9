import type { CanService } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';

/** CAN_API.md, `token/create`: six hours unless asked otherwise; asked for by name, so that we know. */
const LIFE_SECONDS = 6 * 3600;
/** Renewed with a fifth of its life left: time enough for a CAN that is away for an hour. */
const RENEW_AFTER_MS = LIFE_SECONDS * 1000 * 0.8;
/** Several calls are refused at once: the first gets a new token, the others must not throw that one away. */
const JUST_NOW_MS = 10_000;
const MOST_APPS = 1000;

interface Held {
  token: Secret;
  since: number;
}

/** `key` is of the app and its secret (identity.ts). */
export interface AppTokens {
  /** A token that is good for now. Many callers at once cost one call. */
  tokenFor(key: string, appId: string, appSecret: Secret): Promise<Secret>;
  /** CAN does not accept it any longer, whatever its age. */
  forget(key: string): void;
}

/** Tokens of apps, in memory only: after a restart the sealed secret gets a new one. */
export function createAppTokens(can: Pick<CanService, 'createToken'>, clock: Clock, log: Log): AppTokens {
  const held = new Map<string, Held>();
  const underWay = new Map<string, Promise<Secret>>();

  const renew = (key: string, appId: string, appSecret: Secret): Promise<Secret> => {
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const since = clock.now();
    const call = can
      .createToken(appId, appSecret, LIFE_SECONDS)
      .then((token) => {
        held.delete(key);
        held.set(key, { token, since });
        const oldest = held.size > MOST_APPS ? held.keys().next().value : undefined;
        if (oldest !== undefined) held.delete(oldest);
        return token;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, call);
    return call;
  };

  return {
    async tokenFor(key, appId, appSecret) {
      const now = clock.now();
      const have = held.get(key);
      if (have === undefined || now - have.since >= LIFE_SECONDS * 1000) return renew(key, appId, appSecret);
      if (now - have.since < RENEW_AFTER_MS) return have.token;
      try {
        return await renew(key, appId, appSecret);
      } catch {
        // The old one still holds; the next call tries again.
        log.warn('token-not-renewed', { app: key });
        return have.token;
      }
    },
    forget(key) {
      const have = held.get(key);
      if (have !== undefined && clock.now() - have.since > JUST_NOW_MS) held.delete(key);
    },
  };
}
