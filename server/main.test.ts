import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { noPlans, startFakeCan } from './testing/fake-can.ts';
import { cookieOf, person, secretValue } from './testing/gateway.ts';

interface Program {
  process: ChildProcess;
  output: () => string;
  /** Resolves with what was printed once it contains the text. */
  says: (text: string) => Promise<string>;
  ended: Promise<number | null>;
}

const running: Program[] = [];
afterEach(() => {
  for (const { process: child } of running.splice(0)) child.kill('SIGKILL');
});

function start(env: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH: process.env['PATH'], DATA_DIR: mkdtempSync(join(tmpdir(), 'console-')), PORT: '0', ...env },
  });
  let output = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const program: Program = {
    process: child,
    output: () => output,
    says: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!output.includes(text)) return;
          listeners.delete(look);
          resolve(output);
        };
        listeners.add(look);
        look();
      }),
    ended: new Promise((resolve) => child.on('close', resolve)),
  };
  running.push(program);
  return program;
}

const address = async (program: Program) =>
  /Acceleration Console: (\S+)/.exec(await program.says('Acceleration Console: '))?.[1] ?? '';

function signIn(url: string, body: unknown = { demo: 'ops' }): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  return fetch(`${url}/api/session`, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('the program', { timeout: 60_000 }, () => {
  it('reports all that is wrong with its settings at once, and ends with 1', async () => {
    const program = start({
      PORT: 'http',
      TWO_PERSON: 'maybe',
      SESSION_SECRET: 'hunter22',
      CAN_URL: 'ftp://x',
    });
    expect(await program.ended).toBe(1);
    for (const name of ['PORT', 'TWO_PERSON', 'SESSION_SECRET', 'CAN_URL'])
      expect(program.output()).toContain(`${name}: `);
    expect(program.output()).not.toContain('hunter22');
    expect(program.output()).not.toContain('    at ');
  });

  it('says in one sentence that its port is taken, and ends with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const program = start({ PORT: String(port) });
    expect(await program.ended).toBe(1);
    expect(program.output().trim()).toBe(`Port ${port} on 127.0.0.1 is taken: set PORT to another one.`);
    other.close();
  });

  it('says which address it cannot listen on, and ends with 1', async () => {
    const program = start({ HOST: '203.0.113.7' });
    expect(await program.ended).toBe(1);
    expect(program.output().trim()).toBe(
      '203.0.113.7 is no address of this machine: set HOST to one that is.',
    );
  });

  it('serves the sandbox, says how to sign in, keeps sessions over a restart, and ends on SIGTERM with 0', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'console-'));
    const first = start({ DATA_DIR: dir });
    const url = await address(first);
    expect(await first.says('demo person')).toContain('sign-in page');
    const answer = await signIn(url);
    expect(answer.status).toBe(204);
    const cookie = cookieOf(answer);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = start({ DATA_DIR: dir });
    const again = await fetch(`${await address(second)}/api/plans`, { headers: { cookie } });
    expect(again.status).toBe(200);
    second.process.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('finishes what is under way before it ends, and takes nothing new', async () => {
    const can = await startFakeCan();
    const program = start({ CAN_URL: can.url });
    const url = await address(program);
    const cookie = cookieOf(await signIn(url, person));
    let answerNow: () => void = () => undefined;
    const asked = new Promise<void>((arrived) => {
      can.handler = (_, response) => {
        answerNow = () =>
          void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(noPlans));
        arrived();
      };
    });
    const slow = fetch(`${url}/api/plans`, { headers: { cookie } });
    await asked;
    program.process.kill('SIGTERM');
    // Once it has stopped listening, it refuses the connection.
    for (;;) {
      const taken = await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
        () => true,
        () => false,
      );
      if (!taken) break;
    }
    answerNow();
    expect((await slow).status).toBe(200);
    expect(await program.ended).toBe(0);
    expect(program.output()).not.toContain(secretValue);
    await can.close();
  });

  it('ends at once when asked twice', async () => {
    const can = await startFakeCan();
    const program = start({ CAN_URL: can.url });
    const url = await address(program);
    const cookie = cookieOf(await signIn(url, person));
    const asked = new Promise<void>((arrived) => {
      can.handler = () => void arrived();
    });
    const never = fetch(`${url}/api/plans`, { headers: { cookie } }).catch(() => 'cut');
    await asked;
    program.process.kill('SIGTERM');
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(1);
    expect(await never).toBe('cut');
    await can.close();
  });
});
