import type { PartitionMap, PartitionState } from '../../domain/partition-state.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { partitionMessages } from './messages.ts';
import { Swatch } from './swatch.tsx';
import { statesInOrder } from './states.ts';
import classes from './legend.module.css';

interface LegendProps {
  map: PartitionMap;
  only: readonly PartitionState[];
  onOnly: (only: PartitionState[]) => void;
}

/** Says what is what, how many of each there are, and shows only those that are pressed. The counts sum to the total. */
export function Legend({ map, only, onOnly }: LegendProps) {
  const messages = useMessages(partitionMessages);
  const format = useFormat();
  const shown = statesInOrder.filter(
    (state) => state !== 'unreported' || map.counts[state] > 0 || only.includes(state),
  );
  const toggle = (state: PartitionState) =>
    onOnly(only.includes(state) ? only.filter((one) => one !== state) : [...only, state]);
  return (
    <div role="group" aria-label={messages.legend.label} className={classes.legend}>
      {shown.map((state) => (
        <button
          key={state}
          type="button"
          className={classes.item}
          aria-pressed={only.includes(state)}
          onClick={() => toggle(state)}
        >
          <Swatch state={state} />
          <span>{messages.states[state]}</span>
          <strong>{format.number(map.counts[state])}</strong>
        </button>
      ))}
      {only.length > 0 && (
        <button type="button" className={classes.all} onClick={() => onOnly([])}>
          {messages.legend.showAll}
        </button>
      )}
      <span className={classes.total}>
        {messages.legend.total(messages.units[map.granularity](format.number(map.length), map.length === 1))}
      </span>
    </div>
  );
}
