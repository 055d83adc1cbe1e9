import { paths } from '../../paths.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import classes from './dialog.module.css';

/** The whole address of a request, for a message to somebody else. */
export function ShareLink({ conversionId, what }: { conversionId: string; what: string }) {
  const address = `${window.location.origin}${paths.conversion(conversionId)}`;
  return (
    <div className={classes.link}>
      <code>{address}</code>
      <CopyButton text={address} what={what} />
    </div>
  );
}
