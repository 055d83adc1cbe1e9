import { readConfig } from '../../config.ts';
import { startConsole, type Console } from '../../console.ts';
import { createLog } from '../../log.ts';
import type { World } from '../../sandbox/world.ts';
import { cookieOf } from '../../testing/gateway.ts';
import { HeldClock } from '../../testing/held-clock.ts';
import type { CallName } from '../../sandbox/calls.ts';

export interface Told<T> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Somebody {
  get<T>(path: string): Promise<Told<T>>;
  post<T>(path: string, body?: unknown, key?: string): Promise<Told<T>>;
}

export interface SandboxConsole {
  console: Console;
  world: World;
  clock: HeldClock;
  lines: string[];
  ops: Somebody;
  owner: Somebody;
  as(body: unknown): Promise<Somebody>;
  /** How often CAN got this call. */
  count(call: CallName): number;
  close(): Promise<void>;
}

/** The whole console on the sandbox, over real HTTP, with the two demo people signed in. */
export async function startSandboxConsole(env: Record<string, string> = {}): Promise<SandboxConsole> {
  const clock = new HeldClock();
  const lines: string[] = [];
  const console = await startConsole({
    config: readConfig({
      PORT: '0',
      CAN_TIME_ZONE: 'Asia/Shanghai',
      CAN_TIMEOUT_MS: '1000',
      SANDBOX_SEED: 'retail',
      ...env,
    }),
    clock,
    log: createLog(
      () => '',
      (line) => void lines.push(line),
    ),
    clientDir: null,
    inMemory: true,
  });
  if (!console.sandbox) throw new Error('the sandbox was asked for');
  const { world } = console.sandbox;

  const somebody = (cookie: string): Somebody => {
    const ask = async <T>(path: string, init: RequestInit = {}): Promise<Told<T>> => {
      const answer = await fetch(console.url + path, {
        redirect: 'manual',
        ...init,
        headers: { 'sec-fetch-site': 'same-origin', cookie, ...(init.headers as Record<string, string>) },
      });
      const text = await answer.text();
      const json = answer.headers.get('content-type')?.startsWith('application/json');
      return { status: answer.status, body: (json ? JSON.parse(text) : text) as T, headers: answer.headers };
    };
    return {
      get: (path) => ask(path),
      post: (path, body = {}, key) =>
        ask(path, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: {
            'content-type': 'application/json',
            ...(key !== undefined && { 'idempotency-key': key }),
          },
        }),
    };
  };
  const as = async (body: unknown): Promise<Somebody> => {
    const answer = await fetch(`${console.url}/api/session`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    });
    if (answer.status !== 204) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    return somebody(cookieOf(answer));
  };
  return {
    console,
    world,
    clock,
    lines,
    ops: await as({ demo: 'ops' }),
    owner: await as({ demo: 'owner' }),
    as,
    count: (call) => world.calls.filter((each) => each.call === call).length,
    close: () => console.close(),
  };
}
