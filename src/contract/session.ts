import * as v from 'valibot';

export const authTypes = ['UID', 'TOKEN', 'ACCOUNT', 'APIKEY'] as const;
export type AuthType = (typeof authTypes)[number];

const short = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(4000));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));

export const demoPeople = ['ops', 'owner'] as const;
export type DemoPerson = (typeof demoPeople)[number];

const demoSignIn = v.strictObject({ demo: v.picklist(demoPeople) });
const headersSignIn = v.strictObject({
  tenantId: short,
  authType: v.picklist(authTypes),
  authValue: secret,
  name,
});
const appSignIn = v.strictObject({ tenantId: short, appId: short, appSecret: secret, name });
export type SignIn = v.InferOutput<typeof demoSignIn | typeof headersSignIn | typeof appSignIn>;

/** Which of the three is meant is told by what is there, so that a problem names what is wrong with that one. */
export const signInSchema: v.GenericSchema<unknown, SignIn> = v.lazy((given) => {
  const has = (field: string) => typeof given === 'object' && given !== null && Object.hasOwn(given, field);
  if (has('demo')) return demoSignIn;
  return has('appId') || has('appSecret') ? appSignIn : headersSignIn;
});

/** `id` is a keyed fingerprint of the credential, never the credential. */
export interface Person {
  id: string;
  name: string;
}

export interface Session {
  tenantId: string;
  actor: Person & {
    /** false for a raw TOKEN: it may request, but not approve. */
    stable: boolean;
  };
  mode: 'sandbox' | 'can';
  canHost: string;
  /** Today on CAN's wall clock, `yyyy-MM-dd`. */
  today: string;
  timeZone: string;
  twoPerson: boolean;
  mayApprove: boolean;
  /** The gateway's clock, an instant; the screen computes ages against it. */
  now: string;
}

/** What the sign-in page may know before anybody has signed in. */
export interface Mode {
  mode: 'sandbox' | 'can';
  canHost: string;
}
