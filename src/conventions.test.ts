import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The rules that lint can't say. Each is a pattern that must not stand in the files it is about. */
const root = resolve(import.meta.dirname, '..');
const self = 'src/conventions.test.ts';

const files = ['src', 'server', 'e2e', 'bench', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => /\.(ts|tsx|mjs|css)$/.test(name) && name !== self);

interface Rule {
  says: string;
  pattern: RegExp;
  in: (file: string) => boolean;
}

const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file) || file.includes('/testing/');

const rules: Rule[] = [
  { says: 'nothing is left for later', pattern: /\b(TODO|FIXME|XXX)\b/, in: () => true },
  { says: 'no barrels', pattern: /export \* from/, in: () => true },
  {
    says: 'text from CAN is text',
    pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/,
    in: (file) => file.startsWith('src/'),
  },
  {
    says: 'the server reads time from its clock',
    pattern: /Date\.now\(/,
    in: (file) => file.startsWith('server/') && file !== 'server/clock.ts' && !isTest(file),
  },
  {
    says: 'only src/paths.ts spells a path of the gateway',
    pattern: /['"`]\/api\//,
    in: (file) => file.startsWith('src/') && file !== 'src/paths.ts' && !isTest(file),
  },
  {
    says: 'only src/paths.ts spells a path of the console',
    pattern: /['"`]\/(plans|backfills|instances|conversions|activity|data-updates|sign-in)\b/,
    in: (file) => /^src\/(features|pages|ui)\//.test(file) && !isTest(file),
  },
  {
    says: 'Chinese stands in message catalogues and in the language of selections only',
    pattern: /\p{Script=Han}/u,
    in: (file) =>
      /^src\/(features|pages|ui|api|domain|contract)\//.test(file) &&
      file !== 'src/domain/selection.ts' &&
      !/messages[^/]*\.ts$/.test(file) &&
      !isTest(file),
  },
  {
    says: 'no test is switched off or sleeps, no request is intercepted',
    pattern: /\b(test|it|describe)\.(only|skip)\(|waitForTimeout|\.route\(/,
    in: (file) => file.startsWith('e2e/'),
  },
];

describe('conventions', () => {
  test.each(rules)('$says', ({ pattern, in: applies }) => {
    const broken = files.filter(applies).flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 120)}`] : [],
        ),
    );
    expect(broken).toEqual([]);
  });
});
