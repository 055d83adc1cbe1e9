import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instantText } from '../src/domain/wall-date.ts';
import { systemClock } from './clock.ts';
import { ConfigError, readConfigAndPrepare, type Config } from './config.ts';
import { startConsole, type Console } from './console.ts';
import { createLog } from './log.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

function settings(): Config {
  try {
    return readConfigAndPrepare(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    complain(
      `The console cannot start with these settings:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    return process.exit(1);
  }
}

/** Built, this file lies in dist/server; from source, in server. The client is in dist/client either way. */
function clientDir(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return resolve(here, import.meta.url.endsWith('.ts') ? '../dist/client' : '../client');
}

function endOnSignals(running: Console): void {
  let ending = false;
  const end = () => {
    // Who asks twice does not want to wait.
    if (ending) process.exit(1);
    ending = true;
    void running.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function greet({ url, sandbox }: Console, config: Config): void {
  say(`\nAcceleration Console: ${url}`);
  if (sandbox === null) say(`It serves ${config.canUrl ?? ''}. Sign in with the credential CAN gave you.\n`);
  else
    say(
      'It serves the built-in sandbox: sign in as the demo person "ops" or "owner", one click on the sign-in page.\n',
    );
}

const config = settings();
const log = createLog(
  () => instantText(systemClock.now()),
  (line) => process.stdout.write(`${line}\n`),
);
// A mistake in one request must not end everybody's: it is told to the log, and the others go on.
process.on('unhandledRejection', (reason) => {
  log.error('unhandled-rejection', {
    error: reason instanceof Error ? (reason.stack ?? reason.message) : typeof reason,
  });
});
try {
  const running = await startConsole({ config, clock: systemClock, log, clientDir: clientDir() });
  endOnSignals(running);
  greet(running, config);
} catch (error) {
  complain(error instanceof Error ? error.message : 'The console could not start.');
  process.exit(1);
}
