import { expect, it } from 'vitest';
import { reportText } from './report.ts';

it('is a text that any ticket shows well', () => {
  const text = reportText({
    title: 'Failed: sales\n, 2026-11-08',
    facts: [
      ['Instance', '9007199254740993'],
      ['Server', null],
      ['Trace id', 'abc'],
    ],
    cause: { label: 'Root cause', text: 'Memory limit exceeded ``` in `x`' },
    sql: { label: 'SQL', text: 'select `a`\nfrom t\n' },
  });
  expect(text).toBe(`## Failed: sales , 2026-11-08

- Instance: 9007199254740993
- Trace id: abc

**Root cause**

\`\`\`\`
Memory limit exceeded \`\`\` in \`x\`
\`\`\`\`

**SQL**

\`\`\`sql
select \`a\`
from t
\`\`\`
`);
});

it('leaves out what is not there', () => {
  expect(reportText({ title: 'x', facts: [], cause: null, sql: null })).toBe('## x\n\n');
});
