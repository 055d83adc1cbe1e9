/** Finds the Chromium that is there, or installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

function find() {
  const given = process.env['CHROMIUM'];
  if (given) {
    if (existsSync(given)) return given;
    console.error(`CHROMIUM names ${given}, which is not there.`);
    process.exit(1);
  }
  return [...usual, chromium.executablePath()].find((path) => path && existsSync(path));
}

export function ensureBrowser() {
  const found = find();
  if (found) return found;
  console.log('No Chromium here: installing one …');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit', env });
  } else {
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  }
  const installed = find();
  if (installed) return installed;
  console.error('No Chromium could be installed. Install one and name it in CHROMIUM.');
  process.exit(1);
}
