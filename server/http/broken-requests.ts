import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from '../problem-error.ts';
import { problemBody } from './problems.ts';

/** Requests that never become one: they end before the app sees them, and in a problem like all others. */

/** The line and headers are HTTP, but name no address: an impossible host or path. */
export function unreadable(): Response {
  const requestId = randomUUID();
  const body = problemBody(
    new ProblemError('invalid', 'The address of the request could not be read.'),
    requestId,
  );
  return Response.json(body, { status: 400, headers: { 'x-request-id': requestId } });
}

/** Not even HTTP, or headers without end (a cookie that grew too large). */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? 431 : 400;
  const problem = tooLarge
    ? new ProblemError(
        'too-large',
        'The headers of the request are too large; removing the cookies of this site helps.',
      )
    : new ProblemError('invalid', 'This is no HTTP request.');
  const body = JSON.stringify(problemBody(problem, requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
