import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asApiError } from '../../api/errors.ts';
import { planScriptsQuery } from '../../api/plans.ts';
import type { ScriptStatement } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { fileNameOf } from './dossier-file.ts';
import { stepsMessages } from './steps-messages.ts';
import classes from './next-steps.module.css';

/** What the outside scheduler needs. Dropping the table is not part of handing it over. */
const kinds = ['create_table', 'add_partition', 'insert_overwrite'] as const;
type Kind = (typeof kinds)[number];

function wanted(statements: readonly ScriptStatement[]): (ScriptStatement & { kind: Kind })[] {
  return kinds.flatMap((kind) =>
    statements.flatMap((statement) => (statement.kind === kind ? [{ ...statement, kind }] : [])),
  );
}

function asFile(statements: readonly ScriptStatement[]): string {
  const one = ({ table, kind, sql }: ScriptStatement) =>
    `-- ${kind.replace('_', ' ')}: ${table.replace(/\s+/g, ' ')}\n${sql.trim().replace(/;?$/, ';')}\n`;
  return statements.map(one).join('\n');
}

export function HandoverScripts({ planId, planName }: { planId: string; planName: string }) {
  const { scripts: messages } = useMessages(stepsMessages);
  const problemWords = useProblemWords();
  const { data, error, refetch } = useQuery(planScriptsQuery(planId));
  const problem = asApiError(error);
  if (!data) {
    if (!problem) return <SkeletonRows count={3} />;
    return <ProblemAlert problem={problemWords(problem)} onRetry={() => void refetch()} />;
  }
  const statements = wanted(data.statements);
  if (statements.length === 0) return <p>{messages.none}</p>;
  return (
    <>
      <ul className={classes.scripts}>
        {statements.map(({ kind, sql }, i) => {
          const name = messages.kinds[kind];
          return (
            <li key={i}>
              <details className={classes.script}>
                <summary>{name}</summary>
                <pre className={classes.sql} tabIndex={0} aria-label={messages.sql(name)}>
                  {sql}
                </pre>
              </details>
              <CopyButton text={sql} what={messages.sql(name)} />
            </li>
          );
        })}
      </ul>
      <Button
        variant="default"
        size="xs"
        onClick={() => downloadText(asFile(statements), `${fileNameOf(planName)}.sql`, 'application/sql')}
      >
        {messages.download}
      </Button>
    </>
  );
}
