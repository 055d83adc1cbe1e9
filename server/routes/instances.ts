import { Readable, pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Hono } from 'hono';
import type { Instance } from '../../src/contract/instance.ts';
import { acceptsGzip } from '../http/compress.ts';
import type { AppEnv, Services, SignedIn } from '../http/context.ts';
import { pathId } from '../http/params.ts';
import { rootCause } from '../../src/domain/failure-cluster.ts';
import { createLongLogs } from '../reads/long-logs.ts';

/** As much as is read at a glance; all of it stands in the log. */
const LONGEST_CAUSE = 500;

/** Beyond it an answer carries the head of a log only (DESIGN §3). */
const WHOLE_LOG_BYTES = 1024 * 1024;
const CHUNK_CHARACTERS = 256 * 1024;

/** The first `bytes` of a text's UTF-8, without half a character at the end. */
function headOf(text: string, bytes: number): string {
  const head = Buffer.from(text.slice(0, bytes), 'utf8').subarray(0, bytes);
  return new TextDecoder().decode(head, { stream: true });
}

/** A log of 50 MB is not held a second time as bytes. */
function* bytesOf(text: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length;) {
    let end = at + CHUNK_CHARACTERS;
    // A pair of surrogates is one character; cut in two it would be none.
    if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end++;
    yield encoder.encode(text.slice(at, end));
    at = end;
  }
}

/** The reader has the first lines while the last ones are still being packed; logs pack to a tenth at any level. */
function streamOf(text: string, packed: boolean): ReadableStream<Uint8Array> {
  const bytes = Readable.from(bytesOf(text), { objectMode: false });
  // Who stops reading ends both.
  const stream = packed ? pipeline(bytes, createGzip({ level: 1 }), () => undefined) : bytes;
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

/** One instance: what ran, and why it failed. */
export function instanceRoutes({ can, clock }: Services): Hono<AppEnv> {
  const longLogs = createLongLogs(clock);
  // Nobody is given what another's credential fetched.
  const keyOf = ({ tenantId, caller }: SignedIn, id: string) =>
    JSON.stringify([tenantId, caller.fingerprint, id]);
  return new Hono<AppEnv>()
    .get('/api/instances/:id', async (c) => {
      const signedIn = c.get('signedIn');
      const instance = await can.as(signedIn.caller).instance(pathId(c));
      const { log } = instance;
      const logBytes = log === null ? 0 : Buffer.byteLength(log, 'utf8');
      const shown = log !== null && logBytes > WHOLE_LOG_BYTES ? headOf(log, WHOLE_LOG_BYTES) : log;
      if (log !== null && shown !== log) longLogs.keep(keyOf(signedIn, pathId(c)), log);
      const cause = log && rootCause(log)?.slice(0, LONGEST_CAUSE);
      return c.json<Instance>({ ...instance, log: shown, logBytes, ...(cause && { rootCause: cause }) });
    })
    .get('/api/instances/:id/log', async (c) => {
      const signedIn = c.get('signedIn');
      const log =
        longLogs.find(keyOf(signedIn, pathId(c))) ?? (await can.as(signedIn.caller).instance(pathId(c))).log;
      c.header('content-type', 'text/plain; charset=utf-8');
      c.header('x-content-type-options', 'nosniff');
      const packed = acceptsGzip(c.req.header('accept-encoding'));
      // Packed here, as it goes: http/compress.ts would hold all of it first.
      if (packed) {
        c.header('content-encoding', 'gzip');
        c.header('vary', 'accept-encoding');
      }
      return c.body(streamOf(log ?? '', packed));
    });
}
