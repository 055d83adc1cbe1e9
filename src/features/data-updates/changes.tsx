import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { planStatesQuery } from '../../api/freshness.ts';
import { planListQuery } from '../../api/plans.ts';
import type { PlanState, PlanStateList } from '../../contract/freshness.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { paths } from '../../paths.ts';
import { UpdatedAgo } from '../../ui/age.tsx';
import { freshnessChanges } from './freshness-changes.ts';
import { dataUpdateMessages } from './messages.ts';
import classes from './results.module.css';

/** A refresh takes minutes, and each look is one call of ours for all plans. */
const lookAgainMs = 15_000;

interface ChangesProps {
  /** As the plans were before anything was sent; undefined: nobody knows. */
  before: PlanStateList | undefined;
}

/** The data's own day says most; where it stayed the same, the refresh tells the difference. */
function How({ state, other }: { state: PlanState; other: PlanState }) {
  const { changes } = useMessages(dataUpdateMessages);
  const words = useWords();
  const format = useFormat();
  const word = words.freshness(state.state);
  const { latestData, latestRefresh, granularity } = state;
  if (latestData !== null && latestData !== other.latestData)
    return changes.upTo(word, format.partition(latestData, granularity));
  return latestRefresh === null ? word : changes.refreshed(word, format.wallTime(latestRefresh));
}

/** Which plans are fresher than before. CAN does not say what a data update sets off, so all of them are looked at. */
export function Changes({ before }: ChangesProps) {
  const { changes } = useMessages(dataUpdateMessages);
  const format = useFormat();
  const states = useQuery({ ...planStatesQuery, refetchInterval: lookAgainMs });
  const plans = useQuery(planListQuery).data?.plans;
  const nameOf = (id: string) => {
    const plan = plans?.find((one) => one.id === id);
    return plan?.displayName?.trim() || plan?.name?.trim() || id;
  };
  const { data } = states;
  const found = before && data ? freshnessChanges(before.states, data.states) : [];
  return (
    <section className={classes.card} aria-label={changes.title}>
      <h2 className={classes.title}>{changes.title}</h2>
      {before === undefined ? <p>{changes.noBaseline}</p> : <p className={classes.dim}>{changes.watching}</p>}
      <p role="status">
        {data && data.checked < data.total
          ? changes.counting(format.number(data.checked), format.number(data.total))
          : before && found.length === 0
            ? changes.none
            : ''}
      </p>
      {found.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={changes.table}>
            <thead>
              <tr>
                <th scope="col">{changes.columns.plan}</th>
                <th scope="col">{changes.columns.before}</th>
                <th scope="col">{changes.columns.now}</th>
              </tr>
            </thead>
            <tbody>
              {found.map((change) => (
                <tr key={change.now.id}>
                  <td>
                    <Link to={paths.plan(change.now.id)}>
                      <bdi>{nameOf(change.now.id)}</bdi>
                    </Link>
                  </td>
                  <td>
                    <How state={change.before} other={change.now} />
                  </td>
                  <td>
                    <How state={change.now} other={change.before} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {states.isError && <p>{changes.problem}</p>}
      <p className={classes.dim}>{changes.limits}</p>
      {data && (
        <p>
          <UpdatedAgo asOf={data.asOf} />
        </p>
      )}
    </section>
  );
}
