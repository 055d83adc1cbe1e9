import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { compress } from './compress.ts';
import type { AppEnv } from './context.ts';

const long = { text: '一二三 four '.repeat(500) };
const app = new Hono<AppEnv>()
  .use(compress)
  .get('/long', (c) => c.json(long, 200, { 'x-kept': 'yes' }))
  .get('/short', (c) => c.json({ a: 1 }))
  .get('/refused', (c) => c.json(long, 422))
  .get('/nothing', (c) => c.body(null, 204))
  .get('/image', (c) => c.body('x'.repeat(5000), 200, { 'content-type': 'image/png' }));

const ask = (path: string, accept?: string) =>
  app.request(path, { headers: accept === undefined ? {} : { 'accept-encoding': accept } });

test.each(['gzip', 'br, gzip', 'gzip;q=0.5, br', 'deflate, gzip;q=1.0, *;q=0.5'])(
  'who accepts "%s" gets it small and whole',
  async (accept) => {
    const answer = await ask('/long', accept);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('vary')).toContain('accept-encoding');
    expect(answer.headers.get('x-kept')).toBe('yes');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(bytes.byteLength).toBeLessThan(1000);
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(long);
  },
);

test.each([undefined, 'br', 'gzip;q=0', 'gzip; q=0.0, br', 'notgzip'])(
  'who accepts "%s" gets it as it is',
  async (accept) => {
    const answer = await ask('/long', accept);
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.json()).toEqual(long);
  },
);

test('a problem keeps its status; what is short, nothing or no text stays as it is', async () => {
  const refused = await ask('/refused', 'gzip');
  expect([refused.status, refused.headers.get('content-encoding')]).toEqual([422, 'gzip']);
  const short = await ask('/short', 'gzip');
  expect([short.headers.get('content-encoding'), await short.json()]).toEqual([null, { a: 1 }]);
  expect((await ask('/nothing', 'gzip')).status).toBe(204);
  const image = await ask('/image', 'gzip');
  expect([image.headers.get('content-encoding'), (await image.text()).length]).toEqual([null, 5000]);
});
