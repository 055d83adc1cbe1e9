import { Link } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ActivityRows } from './activity-list.tsx';
import { activityMessages } from './messages.ts';

/** The journal of one plan, on its own page. */
export function ActivityList({ planId }: { planId: string }) {
  const { emptyPlan, all } = useMessages(activityMessages);
  return (
    <>
      <p>
        <Link to={paths.activity({ plan: planId })}>{all}</Link>
      </p>
      <ActivityRows
        filter={{ planId }}
        withPlan={false}
        empty={<EmptyState title={emptyPlan.title}>{emptyPlan.text}</EmptyState>}
      />
    </>
  );
}
