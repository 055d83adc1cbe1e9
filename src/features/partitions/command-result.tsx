import { Button } from '@mantine/core';
import type { PartitionCommandResult } from '../../contract/partition-command.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { CommandKind } from './command-kind.ts';
import { commandMessages } from './command-messages.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import classes from './command-dialog.module.css';

interface CommandResultProps {
  result: PartitionCommandResult;
  kind: CommandKind;
  map: PartitionMap | null;
  count: number;
  onUndo: (kind: CommandKind) => void;
  onClose: () => void;
}

/** What CAN shows when it is read back, not what it says. */
export function CommandResult({ result, kind, map, count, onUndo, onClose }: CommandResultProps) {
  const { done, close } = useMessages(commandMessages);
  const { units } = useMessages(partitionMessages);
  const format = useFormat();
  const names = useNames();
  const unitsOf = (n: number) => (map ? units[map.granularity](format.number(n), n === 1) : '');
  const { notTaken, traceId } = result;
  const said = () => {
    if (notTaken === null) return done.notRead;
    if (notTaken.length > 0) return done.notTaken(unitsOf(notTaken.length));
    return map ? done.took(unitsOf(count)) : done.refreshed;
  };
  const opposite = kind === 'success' ? 'clear' : kind === 'clear' || kind === 'failed' ? 'success' : null;
  return (
    <div className={classes.form} role="status">
      <p className={classes.does}>{said()}</p>
      {map && notTaken !== null && notTaken.length > 0 && (
        <ul className={classes.ranges} tabIndex={0}>
          {notTaken.map((key) => (
            <li key={key}>{names.partition(key, map.granularity)}</li>
          ))}
        </ul>
      )}
      <p className={classes.doesNot}>
        {done.journal}
        {traceId !== undefined && (
          <>
            {' '}
            {done.trace} <code>{traceId}</code> <CopyButton text={traceId} what={done.trace} />
          </>
        )}
      </p>
      {opposite && (
        <p className={classes.undo}>
          {done.undo}{' '}
          <Button variant="default" size="xs" onClick={() => onUndo(opposite)}>
            {opposite === 'clear' ? done.undoClear : done.undoMark}
          </Button>
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose} data-autofocus>
          {close}
        </Button>
      </div>
    </div>
  );
}
