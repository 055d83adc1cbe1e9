import type { Range } from '../../contract/range.ts';
import { countInStates, type PartitionMap } from '../../domain/partition-state.ts';
import { countKeys } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { WholeDates } from '../../ui/whole-dates.tsx';
import { unsupported } from './claim.ts';
import type { CommandKind } from './command-kind.ts';
import { commandMessages } from './command-messages.ts';
import { partitionMessages } from './messages.ts';
import { useNames } from './names.ts';
import classes from './command-dialog.module.css';

interface CommandWarningsProps {
  map: PartitionMap;
  kind: CommandKind;
  ranges: readonly Range[];
}

const mostNamed = 8;

export function CommandWarnings({ map, kind, ranges }: CommandWarningsProps) {
  const messages = useMessages(commandMessages);
  const { units } = useMessages(partitionMessages);
  const format = useFormat();
  const names = useNames();
  const g = map.granularity;
  const unitsOf = (n: number) => units[g](format.number(n), n === 1);
  const claimed = kind === 'success' ? unsupported(map, ranges) : [];
  const claims = countKeys(claimed, g);
  const counts = countInStates(map, ranges);
  const active = counts.waiting + counts.running;
  const warnings: string[] = [];
  if (claims > 0) {
    const named = claimed.slice(0, mostNamed).map((range) => names.range(range, g));
    if (claimed.length > mostNamed) named.push(messages.andSoOn);
    warnings.push(messages.unsupported(unitsOf(claims), format.series(named)));
  }
  if (kind === 'success' && counts['not-due'] > 0) warnings.push(messages.notDue(unitsOf(counts['not-due'])));
  if (active > 0) warnings.push(messages.active(unitsOf(active)));
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.warnings}>
      {warnings.map((warning) => (
        <li key={warning}>
          <StateMark name="warning" />
          <span>
            <WholeDates text={warning} />
          </span>
        </li>
      ))}
    </ul>
  );
}
