import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { activityQuery } from '../../api/activity.ts';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ActivityRows } from './activity-list.tsx';
import { activityMessages } from './messages.ts';

/** The journal of one plan, on its own page. */
export function ActivityList({ planId }: { planId: string }) {
  const { emptyPlan, all } = useMessages(activityMessages);
  const filter = { planId };
  const some = useQuery(activityQuery(filter)).data?.rows.length !== 0;
  return (
    <>
      {some && (
        <p>
          <Link to={paths.activity({ plan: planId })}>{all}</Link>
        </p>
      )}
      <ActivityRows
        filter={filter}
        withPlan={false}
        empty={<EmptyState title={emptyPlan.title}>{emptyPlan.text}</EmptyState>}
      />
    </>
  );
}
