import { checkNode, ensureBuilt, ensureInstalled } from './steps.mjs';

checkNode();
ensureInstalled();
await ensureBuilt();
await import('../dist/server/main.js');
