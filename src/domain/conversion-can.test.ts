import { describe, expect, it } from 'vitest';
import { conversionCan, isExpired, usableForMs } from './conversion-can.ts';
import { instantMs } from './wall-date.ts';

const requestedAt = '2026-11-21T02:00:00.000Z';
const now = instantMs(requestedAt) + 60_000;
const conversion = { state: 'requested' as const, requestedBy: { id: 'ops', name: 'Mia' }, requestedAt };
const decidedBy = { id: 'ops', name: 'Mia' };
const owner = { id: 'owner', stable: true, isApprover: true };
const ops = { ...owner, id: 'ops' };
const two = { twoPerson: true, now };

describe('conversionCan', () => {
  it.each([
    ['another person', owner, conversion, two, null],
    ['the requester', ops, conversion, two, 'same-person'],
    ['the requester where one person is enough', ops, conversion, { ...two, twoPerson: false }, null],
    ['a raw token', { ...owner, stable: false }, conversion, two, 'identity-not-stable'],
    ['one who is not named', { ...owner, isApprover: false }, conversion, two, 'not-an-approver'],
    ['a request that is decided', owner, { ...conversion, state: 'rejected' as const }, two, 'not-requested'],
    ['just under 7 days', owner, conversion, { ...two, now: now - 60_001 + usableForMs }, null],
    ['7 days', owner, conversion, { ...two, now: now - 60_000 + usableForMs }, 'too-old'],
  ])('approves for %s?', (_, actor, of, settings, reason) => {
    const answer = conversionCan.approve(actor, of, settings);
    expect(answer.ok ? null : answer.reason).toBe(reason);
  });

  it('lets an old request be rejected, since that converts nothing', () => {
    expect(conversionCan.reject(owner, conversion, { twoPerson: true })).toEqual({ ok: true });
    expect(conversionCan.reject(ops, conversion, { twoPerson: true })).toMatchObject({
      reason: 'same-person',
    });
  });

  it.each([
    ['one minute before 7 days are over', conversion, now + usableForMs - 120_000, false],
    ['after 7 days', conversion, now + usableForMs, true],
    ['decided long ago', { ...conversion, state: 'converted' as const }, now + 2 * usableForMs, false],
    ['withdrawn by its requester', { ...conversion, state: 'withdrawn' as const, decidedBy }, now, false],
    ['replaced by another', { ...conversion, state: 'withdrawn' as const }, now, true],
  ])('%s, has it expired?', (_, of, at, expired) => expect(isExpired(of, at)).toBe(expired));

  it('lets only the requester withdraw', () => {
    expect(conversionCan.withdraw(ops, conversion)).toEqual({ ok: true });
    expect(conversionCan.withdraw(owner, conversion)).toMatchObject({ reason: 'not-the-requester' });
    expect(conversionCan.withdraw(ops, { ...conversion, state: 'converted' })).toMatchObject({
      reason: 'not-requested',
    });
  });
});
