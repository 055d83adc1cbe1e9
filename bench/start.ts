import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './row.ts';

/** Starts what is built, as a second `npm start` does, and waits for the line that says where it listens. */
export const start: Bench = {
  name: 'start',
  async measure() {
    const since = performance.now();
    const child = spawn('node', ['scripts/start.mjs'], {
      env: { ...process.env, PORT: '0', DATA_DIR: mkdtempSync(join(tmpdir(), 'console-bench-')) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (/http:\/\/\S+:\d+/.test(output)) resolve();
      });
      child.on('exit', () => reject(new Error(`The console did not start:\n${output}`)));
    });
    const seconds = (performance.now() - since) / 1000;
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    return [
      { bench: 'start', what: 'second start until it listens', value: seconds, unit: 's', aim: 5 },
      {
        bench: 'start',
        what: 'resident memory of the gateway at rest',
        value: megabytes,
        unit: 'MB',
        aim: 150,
      },
    ];
  },
};
