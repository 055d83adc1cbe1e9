import { describe, expect, it } from 'vitest';
import { safeParse } from 'valibot';
import { signInSchema } from '../../contract/session.ts';
import { draftProblems, signInOf, type SignInDraft } from './sign-in-draft.ts';

const whole: SignInDraft = {
  way: 'headers',
  tenantId: ' t1 ',
  authType: 'UID',
  authValue: ' u-1\n',
  appId: 'app',
  appSecret: 's',
  name: ' 米娅 ',
};

describe('the sign-in draft', () => {
  it.each(['headers', 'app'] as const)('makes a request the gateway accepts, by %s', (way) => {
    const draft = { ...whole, way };
    expect(draftProblems(draft)).toEqual({});
    expect(safeParse(signInSchema, signInOf(draft)).success).toBe(true);
  });

  it('trims', () => {
    expect(signInOf(whole)).toEqual({ tenantId: 't1', authType: 'UID', authValue: 'u-1', name: '米娅' });
  });

  it('points at each field that is missing, and only at those the chosen way uses', () => {
    const blank: SignInDraft = {
      ...whole,
      tenantId: '',
      authValue: ' ',
      appId: '',
      appSecret: '',
      name: '\t',
    };
    expect(Object.keys(draftProblems(blank))).toEqual(['tenantId', 'authValue', 'name']);
    expect(Object.keys(draftProblems({ ...blank, way: 'app' }))).toEqual([
      'tenantId',
      'appId',
      'appSecret',
      'name',
    ]);
  });

  it.each([
    ['tenantId', 'x'.repeat(201), { is: 'too-long', most: 200 }],
    ['authValue', 'x'.repeat(4001), { is: 'too-long', most: 4000 }],
    ['authValue', '密钥', { is: 'not-printable' }],
    ['authValue', 'a\nb', { is: 'not-printable' }],
    ['name', '名'.repeat(101), { is: 'too-long', most: 100 }],
  ] as const)('refuses %s as the gateway would', (field, value, problem) => {
    expect(draftProblems({ ...whole, [field]: value })).toEqual({ [field]: problem });
  });

  it('has the same limits as the contract', () => {
    const atLimit = {
      ...whole,
      tenantId: 'x'.repeat(200),
      authValue: 'x'.repeat(4000),
      name: 'x'.repeat(100),
    };
    expect(draftProblems(atLimit)).toEqual({});
    expect(safeParse(signInSchema, signInOf(atLimit)).success).toBe(true);
    for (const field of ['tenantId', 'authValue', 'name'] as const) {
      const beyond = { ...atLimit, [field]: `${atLimit[field]}x` };
      expect(safeParse(signInSchema, signInOf(beyond)).success).toBe(false);
    }
  });
});
