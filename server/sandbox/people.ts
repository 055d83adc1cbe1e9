import { hash } from './random.ts';

export interface DemoCredential {
  tenantId: string;
  authType: 'UID';
  authValue: string;
  name: string;
}

/** The two people of the demonstration. */
export const demoCredentials: Record<'ops' | 'owner', DemoCredential> = {
  ops: { tenantId: 'demo', authType: 'UID', authValue: 'ops', name: 'Mia (ops)' },
  owner: { tenantId: 'demo', authType: 'UID', authValue: 'owner', name: 'Li Wei (business owner)' },
};

/** Everybody CAN knows, by tenant. `viewer` may read and change nothing; nobody of `acme` is of `demo`. */
const people: Record<string, readonly string[]> = {
  demo: ['ops', 'owner', 'ops2', 'owner2', 'viewer'],
  acme: ['ops', 'owner'],
};
const apps: Record<string, { secret: string; tenantId: string }> = {
  console: { secret: 'console-secret', tenantId: 'demo' },
  'acme-console': { secret: 'acme-secret', tenantId: 'acme' },
};
const SIX_HOURS = 6 * 3600;

function stamp(seed: string, text: string): string {
  return hash(seed, 'token', text).toString(36) + hash(seed, 'stamp', text).toString(36);
}

/** A token says what it is good for and until when, so that a restart forgets none. null: not an app that CAN knows. */
export function mintToken(
  seed: string,
  appId: string,
  appSecret: string,
  expire: number | undefined,
  now: number,
): string | null {
  const app = Object.hasOwn(apps, appId) ? apps[appId] : undefined;
  if (!app || app.secret !== appSecret) return null;
  const until = Math.floor(now + (expire ?? SIX_HOURS) * 1000);
  const claim = `${appId}.${until}.${hash(seed, appId, now).toString(36)}`;
  return `${claim}.${stamp(seed, claim)}`;
}

function appOfToken(seed: string, token: string, tenantId: string, now: number): string | null {
  const [appId = '', until = '', salt = '', mark = ''] = token.split('.');
  const app = Object.hasOwn(apps, appId) ? apps[appId] : undefined;
  if (!app || app.tenantId !== tenantId || stamp(seed, `${appId}.${until}.${salt}`) !== mark) return null;
  return Number(until) > now ? `app:${appId}` : null;
}

/** Who the three headers are: `uid` whatever the way in, or `app:<id>`; null: nobody. */
export function personOf(
  headers: { tenantId: string; authType: string; authValue: string },
  seed: string,
  now: number,
): string | null {
  const { tenantId, authType, authValue } = headers;
  const known = Object.hasOwn(people, tenantId) ? (people[tenantId] ?? []) : [];
  switch (authType) {
    case 'UID':
      return known.find((uid) => uid === authValue) ?? null;
    case 'ACCOUNT':
      return known.find((uid) => `${uid}@${tenantId}.example` === authValue) ?? null;
    case 'APIKEY':
      return known.find((uid) => `key-${tenantId}-${uid}` === authValue) ?? null;
    case 'TOKEN':
      return appOfToken(seed, authValue, tenantId, now);
    default:
      return null;
  }
}
