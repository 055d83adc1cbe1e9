import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CanCall {
  method: string;
  /** Below the base path, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What CAN answers: an object is sent as JSON with 200; or the handler writes the answer itself. */
export type CanHandler = (call: CanCall, response: ServerResponse) => unknown;

export interface FakeCan {
  url: string;
  calls: CanCall[];
  /** Exchanged by a test that wants CAN to change its mind. */
  handler: CanHandler;
  close(): Promise<void>;
}

const BASE = '/anymetrics/api/v1';

export const noPlans = { data: [], hasNext: false, total: 0, pageNumber: 1, pageSize: 500 };

/** A CAN that says exactly what a test wants; for everything else there is the sandbox. */
export async function startFakeCan(handler: CanHandler = () => noPlans): Promise<FakeCan> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://can');
      const text = Buffer.concat(chunks).toString('utf8');
      const call: CanCall = {
        method: request.method ?? '',
        path: url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : `!${url.pathname}`,
        query: url.searchParams,
        headers: request.headers,
        body: text === '' ? null : (JSON.parse(text) as unknown),
      };
      fake.calls.push(call);
      const answer = fake.handler(call, response);
      if (answer === undefined) return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeCan = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    handler,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
