import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './door.ts';
import { World, type WorldOptions } from './world.ts';

export { demoCredentials } from './people.ts';

export type SandboxOptions = WorldOptions;

export interface Sandbox {
  /** Origin on 127.0.0.1, at a port of the system's choice. */
  url: string;
  world: World;
  close(): Promise<void>;
}

/** A CAN that listens: the wire of CAN_API.md in front of a world that moves with the clock. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = new World(options);
  const server = createServer((request, response) => void answer(world, request, response));
  /** A caller's pool must not find its connection closed at the moment at which it writes. */
  server.keepAliveTimeout = 75_000;
  const port = await listen(server);
  let closed: Promise<void> | null = null;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        world.close();
        resolve();
      });
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, world, close: () => (closed ??= close()) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
