import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../secret.ts';
import type { Caller, Can, CanService } from './can.ts';
import { createCanService, type CanServiceOptions } from './client.ts';

/** What one test's server was asked. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  body: unknown;
}

export interface Reply {
  status?: number;
  headers?: http.OutgoingHttpHeaders;
  /** An object is sent as JSON, text as it is. */
  body?: unknown;
}

type Handler = (
  asked: Asked,
  response: http.ServerResponse,
  nth: number,
) => Reply | void | Promise<Reply | void>;

export interface TestServer {
  url: string;
  asked: Asked[];
  handle(handler: Handler): void;
  close(): Promise<void>;
}

/** A server on loopback that answers as the test says; nothing is intercepted. */
export async function startTestServer(handler: Handler = () => ({ status: 500 })): Promise<TestServer> {
  let current = handler;
  const asked: Asked[] = [];
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '', 'http://test');
    const one: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    asked.push(one);
    const reply = await current(one, response, asked.length);
    if (!reply) return;
    const body =
      typeof reply.body === 'string' || Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body === undefined ? '' : body);
  };
  const server = http.createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    handle: (next) => {
      asked.length = 0;
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface TestService {
  service: CanService;
  can: Can;
  /** What a read would have waited for between its tries. */
  waits: number[];
  lines: string[];
  clock: { ms: number; now(): number };
}

export function callerNamed(fingerprint: string, secret = `secret-of-${fingerprint}`): Caller {
  return {
    tenantId: 'tenant-1',
    fingerprint,
    credential: async () => ({ tenantId: 'tenant-1', authType: 'UID', authValue: new Secret(secret) }),
  };
}

/** A service whose clock stands still and that never sleeps. */
export function testService(url: string, options: Partial<CanServiceOptions> = {}): TestService {
  const waits: number[] = [];
  const lines: string[] = [];
  const clock = {
    ms: 1_800_000_000_000,
    now() {
      return this.ms;
    },
  };
  const line = (event: string, fields: object = {}): void =>
    void lines.push(JSON.stringify({ event, ...fields }));
  const service = createCanService({
    url,
    timeoutMs: 5_000,
    concurrency: 8,
    clock,
    log: { info: line, warn: line, error: line },
    wait: async (ms) => void waits.push(ms),
    random: () => 0.5,
    ...options,
  });
  return { service, can: service.as(callerNamed('mia')), waits, lines, clock };
}
