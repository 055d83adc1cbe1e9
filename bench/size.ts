import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench } from './row.ts';

const client = resolve('dist', 'client');
const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

/** What index.html makes the browser load before anything is drawn: its scripts, module preloads and style sheets. */
function eagerFiles(): { scripts: string[]; styles: string[] } {
  const html = readFileSync(join(client, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
  return {
    scripts: files.filter((file) => file.endsWith('.js')),
    styles: files.filter((file) => file.endsWith('.css')),
  };
}

const total = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipped(join(client, file)), 0) / 1024;

export const size: Bench = {
  name: 'size',
  async measure() {
    const { scripts, styles } = eagerFiles();
    return [
      { bench: 'size', what: 'eager JavaScript, gzipped', value: total(scripts), unit: 'KB', aim: 200 },
      { bench: 'size', what: 'eager CSS, gzipped', value: total(styles), unit: 'KB', aim: 40 },
    ];
  },
};
