/** `npm run bench` measures everything; `npm run bench -- size start` only what is named. */
import { checkNode, ensureBuilt, ensureInstalled, run } from './steps.mjs';

checkNode();
ensureInstalled();
await ensureBuilt();
const { ensureBrowser } = await import('./browser.mjs');
const { code } = await run('tsx', ['bench/main.ts', ...process.argv.slice(2)], {
  env: { CHROMIUM: ensureBrowser() },
});
process.exit(code);
