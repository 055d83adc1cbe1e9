import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Fault } from './faults.ts';

const titles: Record<number, string> = {
  200: 'Sign in',
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
};

/** A page of the proxy in front of CAN (envelope 6). */
export function sendPage(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  const title = `${status} ${titles[status] ?? 'Error'}`;
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n`;
  sendHtml(response, status, page, { server: 'nginx/1.24.0', ...headers });
}

export function sendHtml(
  response: ServerResponse,
  status: number,
  page: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(page);
}

export function sendJson(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  response.end(text);
}

/** Chunks until the other side has had enough. */
function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  const chunk = `{"id":12876560,"name":"ads_flood","displayName":"${'数据'.repeat(8_000)}"},`;
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  response.write('{"data":[');
  write();
}

function torn(response: ServerResponse, text: string): void {
  const bytes = Buffer.from(text);
  response.writeHead(200, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': bytes.length,
  });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function reset(socket: Socket | null): void {
  socket?.resetAndDestroy();
}

/** Sends what this fault makes of an answer. `text` is what it would have been. */
export function sendBroken(response: ServerResponse, fault: Fault, text: string): void {
  switch (fault.kind) {
    case 'html':
    case 'html-after-effect':
      return sendPage(response, fault.status ?? 200);
    case 'status':
    case 'status-after-effect':
      return sendPage(response, fault.status ?? 502, {
        ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
        ...(fault.location === undefined ? {} : { location: fault.location }),
      });
    case 'empty':
    case 'empty-after-effect':
      return sendJson(response, '');
    case 'cut':
    case 'cut-after-effect':
      return sendJson(response, text.slice(0, Math.floor(text.length / 2)));
    case 'torn':
    case 'torn-after-effect':
      return torn(response, text);
    case 'reset':
    case 'reset-after-effect':
      return reset(response.socket);
    case 'hang':
    case 'timeout-after-effect':
      return;
    case 'flood':
      return flood(response);
    case 'babble':
      return sendJson(response, '[[],"?",{"data":7}]');
    case 'refuse':
    case 'no-effect':
    case 'old-can-true':
    case 'slow':
      return sendJson(response, text);
  }
}
