import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { createCanService } from './can/client.ts';
import type { DemoPerson } from '../src/contract/session.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Deployment } from './deployment.ts';
import { createAppTokens } from './http/app-tokens.ts';
import { answerBroken, unreadable } from './http/broken-requests.ts';
import type { Services } from './http/context.ts';
import type { Identity } from './http/identity.ts';
import { renewing } from './http/renewing.ts';
import { sessionKeys } from './http/session-keys.ts';
import { createSessions } from './http/session.ts';
import { openLedger } from './ledger/open.ts';
import type { Log } from './log.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

export interface ConsoleOptions {
  config: Config;
  clock: Clock;
  log: Log;
  /** The built client; null: the gateway alone. */
  clientDir: string | null;
  /** Nothing is kept on disk: ledger, sandbox and session key live as long as this console. For tests. */
  inMemory?: boolean;
}

export interface Console {
  url: string;
  services: Services;
  /** null on a real CAN. */
  sandbox: Sandbox | null;
  /** Takes no more requests, finishes those under way, and lets go of everything. */
  close(): Promise<void>;
}

/** A console that listens: the program, the tests and the e2e tests all start it here. */
export async function startConsole({
  config,
  clock,
  log,
  clientDir,
  inMemory = false,
}: ConsoleOptions): Promise<Console> {
  const dataDir = inMemory ? null : config.dataDir;
  const cleanups: (() => Promise<void> | void)[] = [];
  /** Last opened, first closed; each gets its turn even when another fails. */
  const close = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) {
      await Promise.resolve()
        .then(cleanup)
        .catch((error: unknown) =>
          log.error('close', { error: error instanceof Error ? error.message : typeof error }),
        );
    }
  };
  try {
    const keys = sessionKeys(config.sessionSecret, dataDir);
    const { sandbox, demo } =
      config.canUrl === null ? await openSandbox(config, clock, dataDir) : { sandbox: null, demo: null };
    if (sandbox !== null) cleanups.push(() => sandbox.close());
    if (sandbox?.world.notice) log.warn('sandbox', { notice: sandbox.world.notice });
    const canUrl = config.canUrl ?? sandbox?.url ?? '';
    const can = renewing(
      createCanService({
        url: canUrl,
        timeoutMs: config.canTimeoutMs,
        concurrency: config.canConcurrency,
        clock,
        log,
      }),
    );
    cleanups.push(() => can.close());
    const ledger = await openLedger({ dataDir, databaseUrl: config.databaseUrl }, clock);
    cleanups.push(() => ledger.close());

    const services: Services = { config, clock, log, can, ledger };
    const tokens = createAppTokens(can, clock, log);
    const sessions = createSessions({ keys, clock, tokens, approvers: config.approvers });
    const deployment: Deployment = {
      mode: sandbox === null ? 'can' : 'sandbox',
      canHost: new URL(canUrl).host,
      demo,
    };
    const app = createApp({ services, sessions, deployment, clientDir });
    const listener = getRequestListener(app.fetch, {
      overrideGlobalObjects: false,
      errorHandler: unreadable,
    });
    // Node would answer a request without a host by itself, and not with a problem.
    const server = createServer(
      { requireHostHeader: false },
      (request, response) => void listener(request, response),
    );
    server.on('clientError', answerBroken);
    await listen(server, config);
    cleanups.push(() => drain(server));
    return { url: addressOf(server, config.host), services, sandbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded only where it is wanted: next to a real CAN it would be dead weight. */
async function openSandbox(config: Config, clock: Clock, dataDir: string | null) {
  const { demoCredentials, startSandbox } = await import('./sandbox/sandbox.ts');
  const sandbox = await startSandbox({ clock, timeZone: config.canTimeZone, dataDir, ...config.sandbox });
  const person = (who: DemoPerson): Identity => {
    const { tenantId, authType, authValue, name } = demoCredentials[who];
    return { name, tenantId, credential: { authType, authValue } };
  };
  return { sandbox, demo: { ops: person('ops'), owner: person('owner') } };
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(new Error(whyNotListening(error, config)));
    server.once('error', refuse);
    server.listen(config.port, config.host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, { host, port }: Config): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken: set PORT to another one.`;
    case 'EACCES':
      return `Port ${port} may not be used by this process: set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: set HOST to one that is.`;
    default:
      return `The console cannot listen on ${host}, port ${port}: ${message}`;
  }
}

/** A wildcard is no address to open; this machine's own is. */
function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** How long requests under way may take when the process is asked to end. */
const GRACE_MS = 5_000;

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // A connection whose request ends only now would be kept alive for another one that is never served.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
  });
}
