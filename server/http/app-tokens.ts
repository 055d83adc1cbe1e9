import type { CanService } from '../can/can.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';

/** CAN_API.md, `token/create`: six hours unless asked otherwise; asked for by name, so that we know. */
const LIFE_SECONDS = 6 * 3600;
/** Renewed with a fifth of its life left: time enough for a CAN that is away for an hour. */
const RENEW_AFTER_MS = LIFE_SECONDS * 1000 * 0.8;
const MOST_APPS = 1000;

interface Held {
  token: Secret;
  since: number;
}

export interface AppTokens {
  /** A token that is good for now. Many callers at once cost one call. */
  tokenFor(fingerprint: string, appId: string, appSecret: Secret): Promise<Secret>;
  /** CAN does not accept it any longer, whatever its age. */
  forget(fingerprint: string): void;
}

/** Tokens of apps, in memory only: after a restart the sealed secret gets a new one. */
export function createAppTokens(can: Pick<CanService, 'createToken'>, clock: Clock, log: Log): AppTokens {
  const held = new Map<string, Held>();
  const underWay = new Map<string, Promise<Secret>>();

  const renew = (fingerprint: string, appId: string, appSecret: Secret): Promise<Secret> => {
    const running = underWay.get(fingerprint);
    if (running !== undefined) return running;
    const since = clock.now();
    const call = can
      .createToken(appId, appSecret, LIFE_SECONDS)
      .then((token) => {
        held.delete(fingerprint);
        held.set(fingerprint, { token, since });
        const oldest = held.size > MOST_APPS ? held.keys().next().value : undefined;
        if (oldest !== undefined) held.delete(oldest);
        return token;
      })
      .finally(() => underWay.delete(fingerprint));
    underWay.set(fingerprint, call);
    return call;
  };

  return {
    async tokenFor(fingerprint, appId, appSecret) {
      const now = clock.now();
      const have = held.get(fingerprint);
      if (have === undefined || now - have.since >= LIFE_SECONDS * 1000)
        return renew(fingerprint, appId, appSecret);
      if (now - have.since < RENEW_AFTER_MS) return have.token;
      try {
        return await renew(fingerprint, appId, appSecret);
      } catch {
        // The old one still holds; the next call tries again.
        log.warn('token-not-renewed', { actor: fingerprint });
        return have.token;
      }
    },
    forget: (fingerprint) => void held.delete(fingerprint),
  };
}
