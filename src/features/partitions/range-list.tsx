import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { countKeys } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { commandMessages } from './command-messages.ts';
import { partitionMessages } from './messages.ts';
import classes from './command-dialog.module.css';

/** As they will be sent: neighbours merged, in the plan's own spelling. */
export function RangeList({ ranges, g }: { ranges: readonly Range[]; g: Granularity }) {
  const messages = useMessages(commandMessages);
  const { units } = useMessages(partitionMessages);
  const format = useFormat();
  const n = ranges.length;
  return (
    <div>
      <p className={classes.label} id="ranges-as-sent">
        {messages.ranges(messages.rangeCount(format.number(n), n === 1), messages.granularities[g])}
      </p>
      <ul className={classes.ranges} aria-labelledby="ranges-as-sent" tabIndex={0}>
        {ranges.map((range) => {
          const count = countKeys([range], g);
          return (
            <li key={range.start}>
              <code>{range.start === range.end ? range.start : `${range.start} – ${range.end}`}</code>
              <span>{units[g](format.number(count), count === 1)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
