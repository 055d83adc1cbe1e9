import { useQuery } from '@tanstack/react-query';
import { dataUpdateHistoryQuery } from '../../api/activity.ts';
import type { TableName } from '../../domain/table-name.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { dataUpdateMessages } from './messages.ts';
import { templatesOf } from './templates.ts';
import classes from './results.module.css';

const most = 8;

/** Tables that were told about before: most data updates are about the same few. */
export function Templates({ onUse }: { onUse: (parts: TableName) => void }) {
  const { recent } = useMessages(dataUpdateMessages);
  const format = useFormat();
  const { data, isError } = useQuery(dataUpdateHistoryQuery);
  const templates = data ? templatesOf(data.activity, most) : [];
  return (
    <section className={classes.card} aria-label={recent.title}>
      <h2 className={classes.title}>{recent.title}</h2>
      {data ? (
        <p className={classes.dim}>{templates.length === 0 ? recent.none : recent.lead}</p>
      ) : isError ? (
        <p>{recent.failed}</p>
      ) : (
        <SkeletonRows count={3} />
      )}
      <ul className={classes.list}>
        {templates.map(({ name, parts, day, who }) => (
          <li key={name}>
            <button type="button" className={classes.template} onClick={() => onUse(parts)}>
              <code>{name}</code>
              <span className={classes.dim}>{recent.last(format.day(day), who)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
