import { useMessages } from '../../i18n/language.tsx';
import { planPageMessages } from './plan-page-messages.ts';
import { isPlain, readable } from './raw-text.ts';
import classes from './plan-facts.module.css';

/** Beyond that, what CAN sends is nested deeper than anybody reads. */
const deepest = 5;

/** Something CAN says that has no field here, as names and values and not as JSON. */
export function RawFacts({ value, depth = 0 }: { value: unknown; depth?: number }) {
  const { details } = useMessages(planPageMessages);
  if (Array.isArray(value)) {
    const items = value as unknown[];
    if (items.length === 0) return <span className={classes.none}>{details.nothing}</span>;
    if (items.every(isPlain) || depth >= deepest) {
      return (
        <ul className={classes.names}>
          {items.map((item, i) => (
            <li key={i}>
              <bdi>{readable(item, details)}</bdi>
            </li>
          ))}
        </ul>
      );
    }
    return (
      <ul className={classes.rawList}>
        {items.map((item, i) => (
          <li key={i}>
            <RawFacts value={item} depth={depth + 1} />
          </li>
        ))}
      </ul>
    );
  }
  if (isPlain(value) || depth >= deepest) return <bdi>{readable(value, details)}</bdi>;
  const fields = Object.entries(value as Record<string, unknown>);
  if (fields.length === 0) return <span className={classes.none}>{details.nothing}</span>;
  return (
    <dl className={classes.raw}>
      {fields.map(([name, field]) => (
        <div key={name} className={classes.rawFact}>
          <dt>
            <bdi className={classes.code}>{name}</bdi>
          </dt>
          <dd>
            <RawFacts value={field} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
