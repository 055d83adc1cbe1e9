import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';
import type { Caller, CanRequest, Credential } from './can.ts';
import { CanError } from './can-error.ts';
import { bodyOf } from './envelope.ts';
import type { Fields } from './fields.ts';
import { createHttp, type HttpCall } from './http-call.ts';
import { createLimit } from './limit.ts';
import { retryRead, type Wait } from './retry.ts';
import { scrubOf, type Scrub } from './scrub.ts';

export const basePath = '/anymetrics/api/v1';
const mega = 1024 * 1024;
const maxAnswerBytes = 16 * mega;

export interface ReadCall {
  method: 'GET' | 'POST';
  /** Below the base path. */
  path: string;
  query?: Record<string, string | number>;
  body?: Record<string, unknown>;
  maxBytes?: number;
}

/** An answer in which CAN did not refuse. */
export interface Answered {
  body: Fields;
  bytes: number;
  scrub: Scrub;
}

/** One read for one caller; what it costs in bytes is counted by whoever made it. */
export type Read = (call: ReadCall) => Promise<Answered>;

export interface TransportOptions {
  url: string;
  timeoutMs: number;
  concurrency: number;
  clock: Clock;
  log: Log;
  wait: Wait;
  random: () => number;
}

export interface Transport {
  read(caller: Caller, call: ReadCall, signal: AbortSignal): Promise<Answered>;
  write(caller: Caller, request: CanRequest): Promise<Answered>;
  /** `token/create`: no credential headers; `secret` is what is kept out of CAN's words. */
  open(request: CanRequest, secret: Secret): Promise<Answered>;
  close(): void;
}

interface Exchange {
  call: ReadCall;
  headers: Record<string, string>;
  secret: string;
  /** Getting a token is sent once, as a write is, but changes nothing of a plan. */
  kind: 'read' | 'write' | 'token';
  signal?: AbortSignal;
}

/** Where a call gets its credential, its turn, its retries and its line in the log. */
export function createTransport(options: TransportOptions): Transport {
  const { clock, log } = options;
  const http = createHttp();
  const limit = createLimit(options.concurrency);
  const base = options.url.replace(/\/+$/, '') + basePath;

  async function exchange({ call, headers, secret, kind, signal }: Exchange): Promise<Answered> {
    const write = kind === 'write';
    const scrub = scrubOf(secret);
    const startedAt = clock.now();
    try {
      const answer = await http.send({
        ...httpCall(base, call, headers),
        write,
        ownConnection: kind !== 'read',
        timeoutMs: options.timeoutMs,
        signal,
      });
      const body = bodyOf(answer, { write, scrub, now: clock.now() });
      return { body, bytes: answer.bytes, scrub };
    } catch (error) {
      // The path only: no query, no body, no header.
      if (error instanceof CanError)
        log.warn('can-call-failed', {
          method: call.method,
          path: call.path,
          code: error.code,
          outcome: error.outcome,
          traceId: error.traceId,
          ms: clock.now() - startedAt,
        });
      throw error;
    }
  }

  return {
    read(caller, call, signal) {
      return retryRead(options, signal, async () => {
        const leave = await limit.enter(laneOf(caller), signal);
        try {
          const credential = await caller.credential();
          return await exchange({ call, ...authorised(credential), kind: 'read', signal });
        } finally {
          leave();
        }
      });
    },
    async write(caller, request) {
      const leave = await limit.enter(laneOf(caller));
      try {
        const credential = await caller.credential();
        return await exchange({ call: request, ...authorised(credential), kind: 'write' });
      } finally {
        leave();
      }
    },
    async open(request, secret) {
      const leave = await limit.enter('token');
      try {
        return await exchange({ call: request, headers: {}, secret: secret.reveal(), kind: 'token' });
      } finally {
        leave();
      }
    },
    close() {
      http.close();
    },
  };
}

function httpCall(
  base: string,
  call: ReadCall,
  headers: Record<string, string>,
): Pick<HttpCall, 'method' | 'url' | 'headers' | 'maxBytes'> & { body?: string } {
  const url = new URL(base + call.path);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
  return {
    method: call.method,
    url,
    headers: {
      accept: 'application/json',
      ...(call.body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
    maxBytes: call.maxBytes ?? maxAnswerBytes,
  };
}

function authorised(credential: Credential): Pick<Exchange, 'headers' | 'secret'> {
  const value = credential.authValue.reveal();
  return {
    headers: {
      'tenant-id': headerText(credential.tenantId),
      'auth-type': credential.authType,
      'auth-value': headerText(value),
    },
    secret: value,
  };
}

/** Beyond ASCII a header carries UTF-8 bytes, as curl sends them; node would refuse the text itself. */
function headerText(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function laneOf(caller: Caller): string {
  return JSON.stringify([caller.tenantId, caller.fingerprint]);
}
