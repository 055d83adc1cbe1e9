import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { CanError } from './can-error.ts';
import { createLimit } from './limit.ts';

export interface HttpCall {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** Whether an exchange that breaks off may have changed something. */
  write: boolean;
  /** What is sent once goes over a connection of its own, so that a stale kept one never makes it fail. */
  ownConnection: boolean;
  timeoutMs: number;
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  status: number;
  text: string;
  /** Of the decoded body. */
  bytes: number;
  retryAfter: string | null;
  location: string | null;
}

export interface Http {
  send(call: HttpCall): Promise<HttpAnswer>;
  close(): void;
}

/** From here on a body is read one at a time, process-wide: a few huge logs at once must not exhaust the memory. */
const bigBytes = 16 * 1024 * 1024;

type EndedBy = 'timeout' | 'abort' | 'too-large' | null;

/** One HTTP exchange after the other, each bounded in time and size, redirects not followed, nothing sent twice. */
export function createHttp(): Http {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 8, timeout: 60_000 }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 8, timeout: 60_000 }),
  };
  const bigBodies = createLimit(1);

  return {
    async send(call) {
      let endedBy: EndedBy = null;
      let connected = false;
      const stop = new AbortController();
      const end = (by: EndedBy): void => {
        endedBy ??= by;
        stop.abort();
      };
      const timer = setTimeout(() => end('timeout'), call.timeoutMs);
      const onAbort = (): void => end('abort');
      call.signal?.addEventListener('abort', onAbort, { once: true });
      if (call.signal?.aborted) onAbort();
      try {
        const response = await request(
          call,
          call.ownConnection ? false : agents[protocolOf(call.url)],
          stop.signal,
          () => {
            connected = true;
          },
        );
        const body = await readBody(response, call.maxBytes, bigBodies, stop.signal, () => end('too-large'));
        return {
          status: response.statusCode ?? 0,
          text: new TextDecoder().decode(body),
          bytes: body.byteLength,
          retryAfter: response.headers['retry-after'] ?? null,
          location: response.headers.location ?? null,
        };
      } catch (error) {
        throw failure(error, { endedBy, connected, call });
      } finally {
        clearTimeout(timer);
        call.signal?.removeEventListener('abort', onAbort);
      }
    },
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

function protocolOf(url: URL): 'http:' | 'https:' {
  return url.protocol === 'https:' ? 'https:' : 'http:';
}

function request(
  call: HttpCall,
  agent: http.Agent | false,
  signal: AbortSignal,
  onConnected: () => void,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const client = protocolOf(call.url) === 'https:' ? https : http;
    const body = call.body === undefined ? null : Buffer.from(call.body, 'utf8');
    const sent = client.request(call.url, {
      method: call.method,
      agent,
      signal,
      headers: {
        ...call.headers,
        'accept-encoding': 'gzip',
        ...(body ? { 'content-length': body.byteLength } : {}),
      },
    });
    sent.on('socket', (socket) => {
      if (socket.connecting) socket.once(client === https ? 'secureConnect' : 'connect', onConnected);
      else onConnected();
    });
    sent.on('response', resolve);
    // Stays for the life of the socket: an error after the answer has come must not end the process.
    sent.on('error', reject);
    sent.on('close', () => reject(new Error('closed before an answer')));
    sent.end(body ?? undefined);
  });
}

async function readBody(
  response: http.IncomingMessage,
  maxBytes: number,
  bigBodies: ReturnType<typeof createLimit>,
  signal: AbortSignal,
  tooLarge: () => void,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let leaveBig = (): void => undefined;
  try {
    if (Number(response.headers['content-length']) > maxBytes) tooLarge();
    for await (const chunk of decoded(response)) {
      signal.throwIfAborted();
      const piece = chunk as Buffer;
      if (size <= bigBytes && size + piece.byteLength > bigBytes)
        leaveBig = await bigBodies.enter('', signal);
      size += piece.byteLength;
      if (size > maxBytes) tooLarge();
      signal.throwIfAborted();
      chunks.push(piece);
    }
    if (!response.complete) throw new Error('cut');
    return Buffer.concat(chunks, size);
  } finally {
    leaveBig();
    response.destroy();
  }
}

/** A proxy may compress; the size cap counts what comes out, so that a small bomb does not become a flood. */
function decoded(response: http.IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase();
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : null;
  if (!decoder) return response;
  response.on('error', (error) => decoder.destroy(error));
  response.on('aborted', () => decoder.destroy(new Error('cut')));
  return response.pipe(decoder);
}

/** The closed list of ways in which an exchange ends without an answer, and what each means for a write. */
function failure(error: unknown, how: { endedBy: EndedBy; connected: boolean; call: HttpCall }): CanError {
  const outcome = how.call.write && how.connected ? 'unknown' : 'none';
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (how.endedBy === 'too-large')
    return new CanError('can-bad-answer', `CAN's answer is larger than ${how.call.maxBytes} bytes`, {
      outcome,
    });
  if (how.endedBy === 'abort') {
    const reason: unknown = how.call.signal?.reason;
    return reason instanceof CanError
      ? reason
      : new CanError('can-timeout', 'The call was given up', { outcome });
  }
  // What node calls an invalid header value, it notices before it connects.
  if (code === 'ERR_INVALID_CHAR')
    return new CanError('can-unauthenticated', 'The credential holds characters that CAN cannot be sent');
  if (!how.connected)
    return new CanError('can-unreachable', 'CAN cannot be reached', {
      detail: how.endedBy === 'timeout' ? `no connection within ${how.call.timeoutMs} ms` : code,
      outcome,
      transient: true,
    });
  if (how.endedBy === 'timeout')
    return new CanError('can-timeout', `CAN did not answer within ${how.call.timeoutMs} ms`, {
      outcome,
      transient: true,
    });
  return new CanError('can-bad-answer', 'The connection to CAN broke before its answer was complete', {
    detail: code,
    outcome,
    transient: true,
  });
}
