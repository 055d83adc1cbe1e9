import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curlText, shellQuoted } from './curl.ts';

it('spells a request as a shell understands it', () => {
  const text = curlText({
    method: 'POST',
    url: 'https://can.example.com/x?y=1&z=2',
    headers: { 'tenant-id': "o'brien", 'auth-value': '***' },
    body: { planId: '1', note: "it's $HOME `id` \\" },
  });
  expect(text.split(' \\\n  ')).toEqual([
    "curl -X POST 'https://can.example.com/x?y=1&z=2'",
    "-H 'tenant-id: o'\\''brien'",
    "-H 'auth-value: ***'",
    "-H 'content-type: application/json'",
    `--data '{"planId":"1","note":"it'\\''s $HOME \`id\` \\\\"}'`,
  ]);
});

it('gives back to a shell what went in', () => {
  const words = fc.array(fc.stringMatching(/^[^\0]*$/), { maxLength: 5 });
  fc.assert(
    fc.property(words, (given) => {
      const texts = given.map((text) => text.replaceAll('\0', ''));
      const command = `printf '%s\\0' ${texts.map(shellQuoted).join(' ')}`;
      const printed = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\0');
      expect(printed.slice(0, texts.length)).toEqual(texts);
    }),
    { numRuns: 25 },
  );
});
