/** What the commands share: installing what is missing, knowing whether the build is current, running a step. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules', '.console-install');
const buildStamp = join(root, 'dist', '.inputs');
const builtFrom = [
  'src',
  'server',
  'public',
  'index.html',
  'vite.config.ts',
  'postcss.config.js',
  'package-lock.json',
  'scripts/build.mjs',
];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`This console needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path.slice(root.length)).update(readFileSync(path));
    }
  };
  for (const path of paths) add(join(root, path));
  return hash.digest('hex');
}

const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

export function ensureInstalled() {
  const wanted = hashOf(['package-lock.json']);
  if (readStamp(installStamp) === wanted) return;
  console.log('Installing dependencies (once) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(installStamp, wanted);
}

/** Builds only when something that goes into the build has changed. */
export async function ensureBuilt() {
  const wanted = hashOf(builtFrom);
  if (readStamp(buildStamp) === wanted) return;
  console.log('Building …');
  await import('./build.mjs');
}

export function stampBuild() {
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, hashOf(builtFrom));
}

/** A tool of node_modules/.bin; resolves to its exit code and all it printed. */
export function run(tool, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules', '.bin', tool), args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
