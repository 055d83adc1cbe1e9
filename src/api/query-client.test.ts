import type { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import type { Session } from '../contract/session.ts';
import { ApiError, type ApiCode } from './errors.ts';
import { createApi, type Api } from './query-client.ts';
import { isSamePerson, keepSession } from './session.ts';

const session: Session = {
  tenantId: 't1',
  actor: { id: 'f1', name: 'Mia', stable: true },
  mode: 'sandbox',
  canHost: 'can',
  today: '2026-11-21',
  timeZone: 'UTC',
  twoPerson: true,
  mayApprove: true,
  now: '2026-11-21T00:00:00.000Z',
};

const clients: QueryClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.clear();
});

async function afterFailure(code: ApiCode, { signedIn }: { signedIn: boolean }): Promise<Api> {
  const api = createApi();
  clients.push(api.queryClient);
  if (signedIn) keepSession(api.queryClient, session);
  const error = new ApiError({ code, message: code, status: 401, outcome: 'none', isCommand: false });
  await api.queryClient
    .fetchQuery({ queryKey: ['anything'], queryFn: () => Promise.reject(error) })
    .catch(() => undefined);
  return api;
}

describe('the end of a session', () => {
  it.each<ApiCode>(['unauthenticated', 'can-unauthenticated'])('is noticed by %s', async (code) => {
    const { expiry } = await afterFailure(code, { signedIn: true });
    expect(expiry.get()).toBe(code);
  });

  it.each<ApiCode>(['can-forbidden', 'not-allowed', 'can-timeout'])('is not %s', async (code) => {
    const { expiry } = await afterFailure(code, { signedIn: true });
    expect(expiry.get()).toBeNull();
  });

  it('needs a session that could end', async () => {
    const { expiry } = await afterFailure('unauthenticated', { signedIn: false });
    expect(expiry.get()).toBeNull();
  });

  it('is not a credential that was refused while signing in', async () => {
    const { queryClient, expiry } = createApi();
    clients.push(queryClient);
    keepSession(queryClient, session);
    const error = new ApiError({
      code: 'can-unauthenticated',
      message: 'no',
      status: 401,
      outcome: 'none',
      isCommand: true,
    });
    const attempt = (meta: { ownsSignIn?: boolean }) =>
      queryClient
        .getMutationCache()
        .build(queryClient, { meta, mutationFn: () => Promise.reject(error) })
        .execute(undefined)
        .catch(() => undefined);
    await attempt({ ownsSignIn: true });
    expect(expiry.get()).toBeNull();
    await attempt({});
    expect(expiry.get()).toBe('can-unauthenticated');
  });
});

describe('isSamePerson', () => {
  it('goes by tenant and fingerprint, not by name', () => {
    expect(isSamePerson(session, { ...session, actor: { ...session.actor, name: 'Other' } })).toBe(true);
    expect(isSamePerson(session, { ...session, actor: { ...session.actor, id: 'f2' } })).toBe(false);
    expect(isSamePerson(session, { ...session, tenantId: 't2' })).toBe(false);
  });
});
