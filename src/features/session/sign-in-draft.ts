import type { AuthType, SignIn } from '../../contract/session.ts';

/** What stands in the form; every field keeps what was typed, also those the chosen way does not use. */
export interface SignInDraft {
  way: 'headers' | 'app';
  tenantId: string;
  authType: AuthType;
  authValue: string;
  appId: string;
  appSecret: string;
  name: string;
}

export type SignInField = Exclude<keyof SignInDraft, 'way' | 'authType'>;
export type FieldProblem = { is: 'missing' } | { is: 'too-long'; most: number } | { is: 'not-printable' };
export type FieldProblems = Partial<Record<SignInField, FieldProblem>>;

/** As in contract/session.ts; its schema would bring a validator into the first page's code. */
const most: Record<SignInField, number> = {
  tenantId: 200,
  authValue: 4000,
  appId: 200,
  appSecret: 4000,
  name: 100,
};

/** These travel in HTTP headers, which carry Latin-1 only. */
const inHeaders: readonly SignInField[] = ['tenantId', 'authValue'];
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

function fieldsOf(draft: SignInDraft): readonly SignInField[] {
  return draft.way === 'headers'
    ? ['tenantId', 'authValue', 'name']
    : ['tenantId', 'appId', 'appSecret', 'name'];
}

export function draftProblems(draft: SignInDraft): FieldProblems {
  const problems: FieldProblems = {};
  for (const field of fieldsOf(draft)) {
    const value = draft[field].trim();
    if (value === '') problems[field] = { is: 'missing' };
    else if (value.length > most[field]) problems[field] = { is: 'too-long', most: most[field] };
    else if (inHeaders.includes(field) && !headerValue.test(value)) problems[field] = { is: 'not-printable' };
  }
  return problems;
}

/** White space around a pasted value is a slip. */
export function signInOf(draft: SignInDraft): SignIn {
  const tenantId = draft.tenantId.trim();
  const name = draft.name.trim();
  return draft.way === 'headers'
    ? { tenantId, authType: draft.authType, authValue: draft.authValue.trim(), name }
    : { tenantId, appId: draft.appId.trim(), appSecret: draft.appSecret.trim(), name };
}
