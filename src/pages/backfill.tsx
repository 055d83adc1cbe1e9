import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useMatch, useNavigate } from 'react-router';
import { backfillInstancesQuery, backfillListQuery, backfillQuery } from '../api/backfills.ts';
import { planListQuery } from '../api/plans.ts';
import { sessionQuery } from '../api/session.ts';
import type { Backfill } from '../contract/backfill.ts';
import { truncatedPercent } from '../domain/backfill.ts';
import { instantMs, wallNow } from '../domain/wall-date.ts';
import { About } from '../features/backfills/about.tsx';
import { Attention } from '../features/backfills/attention.tsx';
import { BackfillActions } from '../features/backfills/backfill-actions.tsx';
import { endedCount } from '../features/backfills/counts.ts';
import { FailureGroups } from '../features/backfills/failure-groups.tsx';
import { InstanceList, type InstanceListProps } from '../features/backfills/instance-list.tsx';
import type { InstanceLink } from '../features/backfills/instance-link.ts';
import {
  instanceViewQuery,
  readInstanceView,
  type InstanceView,
} from '../features/backfills/instance-view.ts';
import { backfillMessages } from '../features/backfills/messages.ts';
import { NotifyToggle } from '../features/backfills/notify-toggle.tsx';
import { ProgressPanel } from '../features/backfills/progress-panel.tsx';
import { TaskList } from '../features/backfills/task-list.tsx';
import { useEndNotice } from '../features/backfills/use-end-notice.ts';
import { planTitle } from '../features/plans/plan-names.ts';
import { QueryBoundary } from '../features/shell/query-boundary.tsx';
import { useCauseWords } from '../i18n/causes.ts';
import { useMessages } from '../i18n/language.tsx';
import { useStatusLook } from '../i18n/status-look.ts';
import { paths, routePatterns } from '../paths.ts';
import { useAddressState } from '../ui/address-state.ts';
import { UpdatedAgo } from '../ui/age.tsx';
import { useServerNow } from '../ui/clock.tsx';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { useProgressFavicon } from '../ui/use-favicon.ts';
import { InstancePage, InstancePanel } from './instance.tsx';
import classes from './backfill.module.css';

/** Where an instance was opened from: the list then stays as it is beneath the panel. */
interface Over {
  backfillId: string;
  search: string;
}

function readOver(state: unknown): Over | null {
  if (typeof state !== 'object' || state === null || !('over' in state)) return null;
  const { over } = state;
  if (typeof over !== 'object' || over === null || !('backfillId' in over) || !('search' in over))
    return null;
  const { backfillId, search } = over;
  return typeof backfillId === 'string' && typeof search === 'string' ? { backfillId, search } : null;
}

/** Stands for the plan's name while it is not known: it comes once, and is not another one a moment later. */
const comingName = '…';

/** The plan as people call it; the ledger keeps the name it had, for when CAN does not tell. */
function usePlanTitle({ planId, planName }: Backfill): string | null {
  const { data, isPending } = useQuery(planListQuery);
  if (isPending && planId !== null) return comingName;
  const plan = data?.plans.find(({ id }) => id === planId);
  return plan ? planTitle(plan) : (planName ?? planId);
}

const favicons = {
  sending: 'busy',
  running: 'busy',
  done: 'good',
  'done with failures': 'bad',
  'needs attention': 'warn',
} as const;

interface BackfillScreenProps {
  backfillId: string;
  /** Of the list's own address, which is not the present one while an instance lies over it. */
  search: string;
  covered: boolean;
}

type InstancesProps = BackfillScreenProps & Omit<InstanceListProps, 'view' | 'onView' | 'fileName'>;

/** A component of its own: what one types into its filter draws nothing else of the page. */
function Instances({ backfillId, search, covered, ...list }: InstancesProps) {
  const codec = useMemo(
    () => ({
      read: (params: URLSearchParams) => readInstanceView(covered ? new URLSearchParams(search) : params),
      // Beneath a panel nothing can be changed, and the address is the panel's.
      path: (view: InstanceView) => (covered ? '' : paths.backfill(backfillId, instanceViewQuery(view))),
    }),
    [backfillId, covered, search],
  );
  const [view, setView] = useAddressState(codec);
  return <InstanceList {...list} view={view} onView={setView} fileName={`backfill-${backfillId}.csv`} />;
}

function BackfillScreen({ backfillId, search, covered }: BackfillScreenProps) {
  const messages = useMessages(backfillMessages);
  const look = useStatusLook();
  const causeWords = useCauseWords();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: backfill } = useSuspenseQuery(backfillQuery(backfillId));
  const [notify, setNotify] = useState(false);
  const watching = { state: backfill.state, whileHidden: notify };
  const { data: set, isError } = useSuspenseQuery(backfillInstancesQuery(backfillId, watching));
  const related = useQuery({
    ...backfillListQuery({ planId: backfill.planId ?? '' }),
    enabled: backfill.planId !== null,
    // Only to name what retries this one: not worth asking for again and again.
    refetchInterval: false,
  });
  const title = usePlanTitle(backfill);
  const now = useServerNow();
  // CAN's clock moves with every look, and in between by ours.
  const wall = wallNow(session.timeZone, Math.max(now, instantMs(set.asOf)));

  const link = useCallback<InstanceLink>(
    (id) => ({ to: paths.instance(id, { backfill: backfillId }), state: { over: { backfillId, search } } }),
    [backfillId, search],
  );

  const ended = endedCount(set.list);
  const failed = set.list.filter(({ status }) => status === 'FAILED').length;
  const percent = truncatedPercent(ended, set.list.length);
  const moving = backfill.state === 'sending' || backfill.state === 'running' || ended < set.list.length;
  const name = title ?? messages.unnamedPlan;
  useProgressFavicon(set.list.length === 0 ? null : percent, favicons[backfill.state]);
  useEndNotice(
    notify,
    moving,
    messages.notify.title(name),
    messages.notify.body(String(ended - failed), String(failed)),
  );

  const fullRefresh = backfill.granularity === null && !backfill.tracked;
  const retries = related.data?.backfills.filter(({ retryOf }) => retryOf === backfillId) ?? [];
  return (
    <Page
      title={moving && set.list.length > 0 ? messages.pageTitle(percent, name) : messages.title(name)}
      heading={<bdi>{messages.title(name)}</bdi>}
      aside={
        <>
          <StateBadge {...look.backfill(backfill.state)} />
          {moving && <NotifyToggle on={notify} onChange={setNotify} />}
          <UpdatedAgo asOf={set.asOf} />
        </>
      }
    >
      {isError && (
        <p className={classes.stale} role="status">
          {messages.progress.stale}
        </p>
      )}
      {set.problems.slice(0, 3).map(({ task, message, cause }) => (
        <p key={task} className={classes.stale} role="status">
          {messages.progress.taskProblem(task)} {causeWords({ problem: message, cause })}
        </p>
      ))}
      <Attention backfill={backfill} fullRefresh={fullRefresh} />
      <About backfill={backfill} planTitle={title} retries={retries} />
      <ProgressPanel
        backfill={backfill}
        instances={set.list}
        wallNow={wall}
        asOfWall={wallNow(session.timeZone, instantMs(set.changedAt))}
      />
      <BackfillActions backfill={backfill} instances={set.list} />
      {failed > 0 && <FailureGroups backfill={backfill} failed={failed} moving={moving} link={link} />}
      {set.list.length > 0 && (
        <Instances
          backfillId={backfillId}
          search={search}
          covered={covered}
          instances={set.list}
          byId={set.byId}
          tasks={backfill.tasks}
          wallNow={wall}
          link={link}
        />
      )}
      <details className={classes.tasks} open={backfill.tasks.length <= 5}>
        <summary>{messages.tasks.summary(backfill.tasks.length)}</summary>
        <TaskList tasks={backfill.tasks} fullRefresh={fullRefresh} />
      </details>
    </Page>
  );
}

function BackfillPage(props: BackfillScreenProps) {
  const messages = useMessages(backfillMessages);
  const title = messages.title(comingName);
  return (
    <QueryBoundary
      title={messages.unnamed}
      of={props.backfillId}
      skeleton={
        <Page title={title} loading>
          <SkeletonRows count={10} />
        </Page>
      }
    >
      <BackfillScreen {...props} />
    </QueryBoundary>
  );
}

/**
 * A backfill, and an instance as a panel over it. Both have addresses of their own; one frame keeps the list as it
 * is while an instance comes and goes. Opened by its address alone, an instance is a page.
 */
export function BackfillFrame() {
  const location = useLocation();
  const { search } = location;
  const navigate = useNavigate();
  const backfillId = useMatch(routePatterns.backfill)?.params.backfillId;
  const instanceId = useMatch(routePatterns.instance)?.params.instanceId;
  const over = instanceId === undefined ? null : readOver(location.state);

  // The row one came from gets the focus back, after the page's heading had it (ui/route-focus.ts).
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (instanceId !== undefined) {
      opened.current = instanceId;
      return;
    }
    const id = opened.current;
    opened.current = null;
    if (id === null) return;
    const frame = requestAnimationFrame(() => {
      document
        .querySelector<HTMLElement>(`[data-instance="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [instanceId]);

  if (instanceId !== undefined && over === null) return <InstancePage instanceId={instanceId} />;
  const shown = over?.backfillId ?? backfillId ?? '';
  return (
    <>
      <BackfillPage key={shown} backfillId={shown} search={over?.search ?? search} covered={over !== null} />
      {instanceId !== undefined && (
        <InstancePanel key={instanceId} instanceId={instanceId} onClose={() => void navigate(-1)} />
      )}
    </>
  );
}
