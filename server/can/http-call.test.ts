import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttp, type HttpCall } from './http-call.ts';

const client = createHttp();
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function httpServer(handler: http.RequestListener): Promise<{ url: string; server: http.Server }> {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`, server };
}

/** A server that is no HTTP server: it answers with whatever bytes the test writes. */
async function rawServer(onData: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net
    .createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => onData(socket));
    })
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
}

const call = (url: string, more: Partial<HttpCall> = {}): HttpCall => ({
  method: 'POST',
  url: new URL(url),
  headers: { 'content-type': 'application/json' },
  body: '{}',
  write: true,
  ownConnection: true,
  timeoutMs: 5_000,
  maxBytes: 1_000_000,
  ...more,
});
const get = (url: string, more: Partial<HttpCall> = {}): HttpCall => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  write: false,
  ownConnection: false,
  timeoutMs: 5_000,
  maxBytes: 1_000_000,
  ...more,
});

describe('an answer', () => {
  test('is its status, its text and its size; UTF-8 whatever the content type says, a BOM dropped', async () => {
    const { url } = await httpServer((_request, response) => {
      response.writeHead(418, { 'content-type': 'text/html; charset=iso-8859-1', 'retry-after': '7' });
      response.end('\uFEFF{"名":"计划"}');
    });
    expect(await client.send(get(url))).toStrictEqual({
      status: 418,
      text: '{"名":"计划"}',
      bytes: 19,
      retryAfter: '7',
      location: null,
    });
  });

  test('survives bytes that are no UTF-8', async () => {
    const { url } = await httpServer((_request, response) => response.end(Buffer.from([0x61, 0xff, 0x62])));
    expect((await client.send(get(url))).text).toBe('a\uFFFDb');
  });

  test('is put together where a character is cut between two pieces', async () => {
    const bytes = Buffer.from('{"a":"计划"}');
    const { url } = await httpServer((_request, response) => {
      response.write(bytes.subarray(0, 7), () => response.end(bytes.subarray(7)));
    });
    expect((await client.send(get(url))).text).toBe('{"a":"计划"}');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('may be packed as %s by a proxy', async (encoding, pack) => {
    const { url } = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(pack('{"a":1}'));
    });
    expect((await client.send(get(url))).text).toBe('{"a":1}');
  });

  test('that redirects is not followed', async () => {
    let asked = 0;
    const { url } = await httpServer((_request, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' });
      response.end();
    });
    expect(await client.send(call(url))).toMatchObject({ status: 307, location: '/elsewhere' });
    expect(asked).toBe(1);
  });

  test('that comes before the request was read whole is the answer', async () => {
    const { url } = await httpServer((_request, response) => {
      response.writeHead(413, { connection: 'close' });
      response.end('<html>too large</html>');
    });
    expect(await client.send(call(url, { body: 'x'.repeat(500_000) }))).toMatchObject({ status: 413 });
  });
});

describe('nothing sent: the outcome of a write is none', () => {
  test('nobody listens', async () => {
    const { url, server } = await httpServer(() => undefined);
    server.close();
    await once(server, 'close');
    await expect(client.send(call(url))).rejects.toMatchObject({
      code: 'can-unreachable',
      outcome: 'none',
      transient: true,
      detail: 'ECONNREFUSED',
    });
  });

  test('no such host', async () => {
    await expect(client.send(call('http://no-such-host.invalid/x'))).rejects.toMatchObject({
      code: 'can-unreachable',
      outcome: 'none',
    });
  });

  test('TLS that is none', async () => {
    const url = await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    await expect(client.send(call(url.replace('http:', 'https:')))).rejects.toMatchObject({
      code: 'can-unreachable',
      outcome: 'none',
    });
  });

  test('a header that cannot be sent', async () => {
    const { url } = await httpServer((_request, response) => response.end('{}'));
    const sending = client.send(call(url, { headers: { 'auth-value': 'a\r\nb: c' } }));
    await expect(sending).rejects.toMatchObject({ code: 'can-unauthenticated', outcome: 'none' });
  });

  test('given up before it began', async () => {
    const { url } = await httpServer((_request, response) => response.end('{}'));
    await expect(client.send(call(url, { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: 'can-timeout',
      outcome: 'none',
    });
  });
});

describe('sent, but no answer: the outcome of a write is unknown, of a read none', () => {
  const broken: [string, (socket: net.Socket) => void, string][] = [
    ['reset', (socket) => socket.resetAndDestroy(), 'can-bad-answer'],
    ['closed without a word', (socket) => socket.end(), 'can-bad-answer'],
    ['no HTTP', (socket) => socket.end('hello\r\n\r\n'), 'can-bad-answer'],
    ['cut within the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'), 'can-bad-answer'],
    [
      'cut within the body',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"data":'),
      'can-bad-answer',
    ],
    [
      'cut within a chunk',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"dat'),
      'can-bad-answer',
    ],
    [
      'another protocol',
      (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      'can-bad-answer',
    ],
    [
      'packed, but not',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}'),
      'can-bad-answer',
    ],
    [
      'headers without end',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x-flood: 1234567890\r\n'.repeat(10_000)}`),
      'can-bad-answer',
    ],
    ['silent', () => undefined, 'can-timeout'],
    [
      'silent after the headers',
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n'),
      'can-timeout',
    ],
  ];

  test.each(broken)('%s', async (_name, onData, code) => {
    const url = await rawServer(onData);
    const timeoutMs = code === 'can-timeout' ? 100 : 5_000;
    await expect(client.send(call(url, { timeoutMs }))).rejects.toMatchObject({ code, outcome: 'unknown' });
    await expect(client.send(get(url, { timeoutMs }))).rejects.toMatchObject({
      code,
      outcome: 'none',
      transient: true,
    });
  });

  test('a body that drips for ever ends with the time of the call', async () => {
    const url = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      const timer = setInterval(() => socket.write('1\r\nx\r\n'), 5);
      socket.on('close', () => clearInterval(timer));
    });
    const before = performance.now();
    await expect(client.send(call(url, { timeoutMs: 150 }))).rejects.toMatchObject({
      code: 'can-timeout',
      outcome: 'unknown',
    });
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  test('given up on the way: the connection is closed', async () => {
    const stop = new AbortController();
    const closed = new Promise<void>((resolve) => {
      void rawServer((socket) => {
        socket.on('close', () => resolve());
        stop.abort();
      }).then((url) =>
        expect(client.send(get(url, { signal: stop.signal }))).rejects.toMatchObject({
          code: 'can-timeout',
          transient: false,
        }),
      );
    });
    await closed;
  });
});

describe('a flood', () => {
  test('is ended at the cap, the rest never read', async () => {
    let sent = 0;
    const { url } = await httpServer((_request, response) => {
      const block = Buffer.alloc(64 * 1024, 'x');
      const pour = (): void => {
        while (!response.destroyed && response.write(block)) sent += block.byteLength;
        sent += block.byteLength;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    await expect(client.send(get(url))).rejects.toMatchObject({ code: 'can-bad-answer', transient: false });
    expect(sent).toBeLessThan(30_000_000);
  });

  test('that announces itself is not read at all', async () => {
    const { url } = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-length': '5000000000' });
      response.write('x');
    });
    await expect(client.send(get(url))).rejects.toMatchObject({ code: 'can-bad-answer', transient: false });
  });

  test('that is packed small is counted unpacked', async () => {
    const { url } = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(50_000_000, 'x')));
    });
    await expect(client.send(get(url))).rejects.toMatchObject({ code: 'can-bad-answer', transient: false });
  });

  test('huge answers that are wanted are read one at a time', async () => {
    const mega = 1024 * 1024;
    const open: http.ServerResponse[] = [];
    let flushed = 0;
    const { url } = await httpServer((request, response) => {
      if (request.url !== '/x') return response.end('{}');
      open.push(response);
      response.writeHead(200, { 'content-length': String(40 * mega) });
      return response.write(Buffer.alloc(36 * mega, 'x'), () => (flushed += 1));
    });
    const done: string[] = [];
    const huge = (name: string): Promise<unknown> =>
      client.send(get(url, { maxBytes: 64 * mega, timeoutMs: 15_000 })).then(() => done.push(name));
    const first = huge('first');
    // Flushed: the client has read beyond what the sockets hold, and so has its turn.
    await expect.poll(() => flushed).toBe(1);
    const second = huge('second');
    await expect.poll(() => open.length).toBe(2);
    open[1]?.end(Buffer.alloc(4 * mega, 'y'));
    for (let times = 0; times < 50; times += 1) await client.send(get(url.replace('/x', '/small')));
    open[0]?.end(Buffer.alloc(4 * mega, 'y'));
    await Promise.all([first, second]);
    expect(done).toStrictEqual(['first', 'second']);
  });
});

test('reads share kept connections, what is sent once has its own', async () => {
  const ports: (number | undefined)[] = [];
  const { url } = await httpServer((request, response) => {
    ports.push(request.socket.remotePort);
    response.end('{}');
  });
  for (let times = 0; times < 3; times += 1) await client.send(get(url));
  expect(new Set(ports).size).toBe(1);
  for (let times = 0; times < 3; times += 1) await client.send(call(url));
  expect(new Set(ports).size).toBe(4);
});
