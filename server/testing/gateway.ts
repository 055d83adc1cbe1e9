import { readConfig } from '../config.ts';
import { startConsole, type Console } from '../console.ts';
import { createLog } from '../log.ts';
import { HeldClock } from './held-clock.ts';
import { startFakeCan, type CanHandler, type FakeCan } from './fake-can.ts';

export interface Gateway {
  url: string;
  console: Console;
  can: FakeCan;
  clock: HeldClock;
  /** Everything that was logged. */
  lines: string[];
  /** A call as the console's own page makes it. */
  call(path: string, init?: RequestInit & { cookie?: string }): Promise<Response>;
  post(path: string, body: unknown, cookie?: string): Promise<Response>;
  /** Answers the cookie. */
  signIn(body?: unknown): Promise<string>;
  close(): Promise<void>;
}

export const secretValue = 'hunter22-is-the-credential';
export const person = { tenantId: 'retail', authType: 'ACCOUNT', authValue: secretValue, name: 'Ada' };

/** The whole gateway over real HTTP, in front of a CAN that says what the test wants. */
export async function startGateway(
  handler?: CanHandler,
  env: Record<string, string> = {},
  clientDir: string | null = null,
): Promise<Gateway> {
  const can = await startFakeCan(handler);
  const clock = new HeldClock();
  const lines: string[] = [];
  const console = await startConsole({
    config: readConfig({ PORT: '0', CAN_URL: can.url, CAN_TIME_ZONE: 'Asia/Shanghai', ...env }),
    clock,
    log: createLog(
      () => 'then',
      (line) => void lines.push(line),
    ),
    clientDir,
    inMemory: true,
  });
  const call: Gateway['call'] = (path, { cookie, ...init } = {}) =>
    fetch(console.url + path, {
      redirect: 'manual',
      ...init,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie !== undefined && { cookie }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  const post: Gateway['post'] = (path, body, cookie) =>
    call(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      ...(cookie !== undefined && { cookie }),
    });
  return {
    url: console.url,
    console,
    can,
    clock,
    lines,
    call,
    post,
    async signIn(body = person) {
      const answer = await post('/api/session', body);
      if (answer.status !== 204) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
      return cookieOf(answer);
    },
    async close() {
      await console.close();
      await can.close();
    },
  };
}

export function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
