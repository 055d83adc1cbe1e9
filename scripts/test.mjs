/** Everything that must hold: types, lint, format, unused code, unit and server tests (three time zones for dates), e2e. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, ensureBuilt, ensureInstalled, root, run } from './steps.mjs';

checkNode();
ensureInstalled();
const { ensureBrowser } = await import('./browser.mjs');
const browser = ensureBrowser();

const cache = join(root, '.cache');
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });

const results = [];
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

function report(name, passed, failed, skipped, since, output) {
  results.push({ name, passed, failed, skipped });
  if (failed > 0) console.log(output);
  console.log(
    `${failed > 0 ? 'FAIL' : 'ok  '} ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds(since)} s)`,
  );
}

async function check(name, tool, args) {
  const since = performance.now();
  const { code, output } = await run(tool, args, { quiet: true });
  report(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1, 0, since, output);
}

function counted(path, read) {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** A runner that dies without a report, or exits badly with nothing counted as failed, has failed. */
function settle(name, code, counts, since, output) {
  const failed = counts.failed || (code !== 0 || counts.passed === 0 ? 1 : 0);
  report(name, counts.passed, failed, counts.skipped, since, output);
  const loud = output.split('\n').filter((line) => line.includes('SKIPPED'));
  if (failed === 0) loud.forEach((line) => console.log(line));
}

async function unit(name, env, args = []) {
  const since = performance.now();
  const file = join(cache, `${name.replace(/\W+/g, '-')}.json`);
  const { code, output } = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { env, quiet: true },
  );
  const counts = counted(file, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests,
  }));
  settle(name, code, counts, since, output);
}

async function e2e() {
  const since = performance.now();
  const file = join(cache, 'e2e.json');
  const { code, output } = await run('playwright', ['test', '--reporter=list,json'], {
    env: { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    quiet: true,
  });
  const counts = counted(file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
  settle('e2e', code, counts, since, output);
  const flaky = output.match(/^ +\d+ flaky\n(?: {4}.*\n)+/m)?.[0];
  if (flaky) console.log(`Passed at the second try only:\n${flaky}`);
}

async function inTurn(...steps) {
  for (const step of steps) await step();
}

const started = performance.now();
// Two lanes for two cores; the e2e tests come after, alone, because they watch a browser.
await Promise.all([
  inTurn(
    () => check('types', 'tsc', ['--noEmit']),
    () => check('lint', 'eslint', ['.', '--max-warnings', '0']),
    () => check('format', 'prettier', ['--check', '.']),
    () => check('unused', 'knip', []),
    () => unit('dates in Los Angeles', { TZ: 'America/Los_Angeles' }, ['src/domain']),
    () => unit('dates in Shanghai', { TZ: 'Asia/Shanghai' }, ['src/domain']),
  ),
  inTurn(() => unit('unit and server', {})),
]);
await ensureBuilt();
await e2e();

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
console.log(`\nAll of it took ${seconds(started)} s.`);
console.log(
  `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(sum('failed') > 0 ? 1 : 0);
