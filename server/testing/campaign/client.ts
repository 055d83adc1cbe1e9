import { cookieOf } from '../gateway.ts';

export type Who = 'ops' | 'owner' | 'ops2' | 'owner2';

export interface Told {
  /** 0: no answer came. */
  status: number;
  body: unknown;
}

export interface Asked {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  key?: string;
}

/** A person at one of the gateways; resolves whatever happens. */
export type Ask = (who: Who, asked: Asked) => Promise<Told>;

async function exchange(url: string, { method, path, body, key }: Asked, cookie?: string): Promise<Response> {
  return fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      ...(cookie !== undefined && { cookie }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
}

export async function tell(url: string, asked: Asked, cookie?: string): Promise<Told> {
  try {
    const answer = await exchange(url, asked, cookie);
    const text = await answer.text();
    try {
      return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    } catch {
      return { status: answer.status, body: { notJson: text.slice(0, 200) } };
    }
  } catch {
    return { status: 0, body: null };
  }
}

/** Proves a credential of the sandbox's people; answers the cookie. */
export async function signIn(url: string, who: Who): Promise<string> {
  const body = { tenantId: 'demo', authType: 'UID', authValue: who, name: `${who} of the campaign` };
  const answer = await exchange(url, { method: 'POST', path: '/api/session', body });
  if (answer.status !== 204) throw new Error(`${who} could not sign in: ${answer.status}`);
  return cookieOf(answer);
}

/** Every page of a list. */
export async function listAll<T>(ask: Ask, path: string, noun: string): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined; ;) {
    const { status, body } = await ask('ops', {
      method: 'GET',
      path: cursor === undefined ? path : `${path}?cursor=${encodeURIComponent(cursor)}`,
    });
    if (status !== 200) throw new Error(`${path} answers ${status}: ${JSON.stringify(body)}`);
    const page = body as Record<string, unknown> & { cursor?: string };
    all.push(...(page[noun] as T[]));
    if (page.cursor === undefined) return all;
    cursor = page.cursor;
  }
}
