import { errorOfAnswer, errorOfNoAnswer } from './errors.ts';

/** Beyond what the gateway itself needs at most (DESIGN §2, CAN_TIMEOUT_MS, and a read's repeats): then nobody will answer. */
const giveUpAfterMs = 120_000;

interface Early {
  early?: Partial<Record<string, Promise<Response>>>;
}

/** public/boot.js asks for the first page's data before this code has arrived; each answer serves once. */
function takeEarly(path: string): Promise<Response> | undefined {
  const { early } = globalThis as Early;
  const answer = early?.[path];
  if (early && answer) early[path] = undefined;
  return answer;
}

async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function send<T>(path: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
  const isCommand = init.method !== 'GET';
  const timeout = AbortSignal.timeout(giveUpAfterMs);
  let response: Response;
  let body: unknown;
  try {
    response = await ((isCommand ? undefined : takeEarly(path)) ??
      fetch(path, {
        ...init,
        credentials: 'same-origin',
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      }));
    body = await parse(response);
  } catch (cause) {
    // The caller's own cancellation is no failure; react-query recognises it by its name.
    if (signal?.aborted) throw cause;
    throw errorOfNoAnswer(isCommand);
  }
  const empty = response.status === 204;
  if (!response.ok || (!empty && body === undefined)) {
    throw errorOfAnswer(response.status, body, isCommand, response.headers.get('x-request-id') ?? undefined);
  }
  return body as T;
}

export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return send<T>(path, { method: 'GET', headers: { accept: 'application/json' } }, signal);
}

/**
 * A command. `key` is made once per intention of a person (`newCommandKey`), not per attempt: pressing again
 * after a timeout then answers with the first result and sends nothing twice (DESIGN §3, Idempotency-Key).
 */
export function sendCommand<T>(
  method: 'POST' | 'DELETE',
  path: string,
  body: unknown,
  key: string,
): Promise<T> {
  return send<T>(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
}

/** Not `crypto.randomUUID`, which browsers only offer over https and on localhost. */
export function newCommandKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
