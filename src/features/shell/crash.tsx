import { Button } from '@mantine/core';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Page } from '../../ui/page.tsx';
import { shellMessages } from './messages.ts';
import classes from './crash.module.css';

/** The words browsers have for code that is no longer where it was: a new version has replaced it. */
const codeIsGone = /dynamically imported module|Importing a module script failed|error loading dynamically/i;

function describe(error: unknown): string {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [window.location.pathname, navigator.userAgent, told].join('\n');
}

/** Something was thrown that nobody expected. A whole load, not a navigation, gets out of whatever state this is. */
export function Crash({ error }: { error: unknown }) {
  const { crash } = useMessages(shellMessages);
  const details = describe(error);
  const stale = error instanceof Error && codeIsGone.test(error.message);
  return (
    <Page title={crash.title}>
      <p className={classes.text} role="alert">
        {stale ? crash.stale : crash.text}
      </p>
      <div className={classes.actions}>
        <Button onClick={() => window.location.reload()}>{crash.reload}</Button>
        <Button component="a" variant="default" href={paths.plans()}>
          {crash.home}
        </Button>
      </div>
      <details className={classes.details}>
        <summary>{crash.details}</summary>
        <div className={classes.copy}>
          <CopyButton text={details} what={crash.detailsName} />
        </div>
        <pre className={classes.told} tabIndex={0}>
          {details}
        </pre>
      </details>
    </Page>
  );
}
