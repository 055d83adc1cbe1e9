import { Fragment } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { uiMessages } from '../../ui/messages.ts';
import { useShortcutList } from '../../ui/shortcuts.tsx';
import { shellMessages } from './messages.ts';
import classes from './shortcuts-sheet.module.css';

/** What the keyboard can do on the page behind it. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const messages = useMessages(shellMessages);
  const ui = useMessages(uiMessages);
  const { shortcuts, enabled, setEnabled } = useShortcutList();
  return (
    <Dialog title={ui.shortcuts} closing="freely" onClose={onClose}>
      <dl className={classes.list} data-off={!enabled || undefined}>
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              {keys.split(' ').map((key, i) => (
                <Fragment key={key}>
                  {i > 0 && <span className={classes.then}>{ui.then}</span>}
                  <kbd className={classes.key}>{key}</kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className={classes.toggle}>
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        <span>
          {messages.shortcuts.singleKeys}
          <span className={classes.help}>{messages.shortcuts.singleKeysHelp}</span>
        </span>
      </label>
    </Dialog>
  );
}
