import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { StatusCount } from './counts.ts';
import type { InstanceView } from './instance-view.ts';
import { backfillMessages } from './messages.ts';
import classes from './instance-filters.module.css';

interface InstanceFiltersProps {
  view: InstanceView;
  onView: (view: InstanceView) => void;
  counts: readonly StatusCount[];
}

export function InstanceFilters({ view, onView, counts }: InstanceFiltersProps) {
  const { instances: messages } = useMessages(backfillMessages);
  const look = useStatusLook();
  const format = useFormat();
  const shown = counts.filter(({ status, count }) => count > 0 || view.statuses.includes(status));
  const toggle = (status: string) =>
    onView({
      ...view,
      statuses: view.statuses.includes(status)
        ? view.statuses.filter((one) => one !== status)
        : [...view.statuses, status],
    });
  return (
    <search className={classes.filters}>
      <SearchField
        className={classes.text}
        label={messages.search}
        hint={messages.searchHint}
        clearLabel={messages.clear}
        shortcutLabel={messages.search}
        value={view.text}
        onChange={(text) => onView({ ...view, text })}
      />
      <div role="group" aria-label={messages.status} className={classes.statuses}>
        {shown.map(({ status, count }) => {
          const { label, icon, tone } = look.instance(status);
          return (
            <button
              key={status}
              type="button"
              className={classes.status}
              data-tone={tone}
              aria-pressed={view.statuses.includes(status)}
              onClick={() => toggle(status)}
            >
              <StateMark name={icon} />
              {label} <span className={classes.count}>{format.number(count)}</span>
            </button>
          );
        })}
      </div>
      <ChoiceBar
        label={messages.view}
        value={view.as}
        choices={[
          { value: 'table', label: messages.asTable },
          { value: 'timeline', label: messages.asTimeline },
        ]}
        onChange={(as) => onView({ ...view, as })}
      />
    </search>
  );
}
