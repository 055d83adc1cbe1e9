import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { freshnessQuery } from '../../api/freshness.ts';
import { usePartitionsNow } from '../../api/partitions.ts';
import type { Conversion } from '../../contract/conversion.ts';
import type { Plan } from '../../contract/plan.ts';
import { instantMs, wallNow } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useZone } from '../../ui/clock.tsx';
import type { MarkName } from '../../ui/state-mark.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { cutoverWatch, type CutoverWatch } from './cutover-watch.ts';
import { HandoverScripts } from './handover-scripts.tsx';
import { stepsMessages } from './steps-messages.ts';
import classes from './next-steps.module.css';

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className={classes.step}>
      <div>
        <h3 className={classes.title}>{title}</h3>
        {children}
      </div>
    </li>
  );
}

const looks: Record<CutoverWatch['first']['state'], { tone: Tone; icon: MarkName }> = {
  'not-due': { tone: 'idle', icon: 'clock' },
  reported: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'cross' },
  unreported: { tone: 'odd', icon: 'question' },
};

const mostNamed = 6;

function Watch({ watch, plan }: { watch: CutoverWatch; plan: Plan }) {
  const { first, since } = useMessages(stepsMessages);
  const format = useFormat();
  const words = useWords();
  const g = plan.granularity;
  const units = (n: number) => words.periods(n, g);
  const named = watch.unreported.slice(0, mostNamed).map(({ start, end }) => {
    const from = format.partition(start, g);
    return start === end ? from : `${from} – ${format.partition(end, g)}`;
  });
  if (watch.unreported.length > mostNamed) named.push('…');
  return (
    <>
      <Step title={first.title}>
        <p className={classes.state}>
          <span>
            {first.expected(format.partition(watch.first.key, g), format.wallTime(watch.first.dueFrom))}
          </span>
          <StateBadge {...looks[watch.first.state]} label={first.states[watch.first.state]} />
        </p>
      </Step>
      <Step title={since.title}>
        {watch.due === 0 ? (
          <p className={classes.state}>{since.none}</p>
        ) : (
          <>
            <p className={classes.state}>
              <strong>{since.count(format.number(watch.reported), units(watch.due))}</strong>
              {watch.failed > 0 && <span>{since.failed(units(watch.failed))}</span>}
              {watch.unreportedCount === 0 && <span>{since.all}</span>}
            </p>
            {watch.unreportedCount > 0 && (
              <p className={classes.text}>
                {since.unreported(units(watch.unreportedCount), format.series(named))}
              </p>
            )}
          </>
        )}
      </Step>
    </>
  );
}

/** A table without partitions is watched as a whole: has anybody reported a refresh since? */
function WholeTable({ plan, since }: { plan: Plan; since: string | undefined }) {
  const { first } = useMessages(stepsMessages);
  const format = useFormat();
  const zone = useZone();
  const { data } = useQuery(freshnessQuery(plan.id));
  const refreshed = data?.freshness.latestRefresh ?? null;
  const reported =
    refreshed !== null && since !== undefined && refreshed > wallNow(zone, instantMs(since))
      ? refreshed
      : null;
  const state = reported === null ? 'unreported' : 'reported';
  return (
    <Step title={first.title}>
      <p className={classes.text}>{first.whole}</p>
      {data && (
        <p className={classes.state}>
          <StateBadge {...looks[state]} label={first.states[state]} />
          <span>
            {reported === null ? first.wholeUnreported : first.wholeReported(format.wallTime(reported))}
          </span>
        </p>
      )}
    </Step>
  );
}

function Cutover({ plan, conversion }: { plan: Plan; conversion: Conversion }) {
  const { first, since } = useMessages(stepsMessages);
  const zone = useZone();
  const { picture, listError } = usePartitionsNow(plan, zone);
  const { cutover } = conversion;
  if (plan.fullRefresh) return <WholeTable plan={plan} since={conversion.decidedAt} />;
  if (cutover !== undefined && picture) return <Watch watch={cutoverWatch(picture, cutover)} plan={plan} />;
  return (
    <Step title={first.title}>
      <p className={classes.text}>
        {cutover === undefined ? first.unknown : listError ? since.problem : since.loading}
      </p>
    </Step>
  );
}

/** What is left to do after a plan has been handed over, and how the outside scheduler does. */
export function NextSteps({ plan, conversion }: { plan: Plan; conversion: Conversion }) {
  const { scripts, report } = useMessages(stepsMessages);
  return (
    <ol className={classes.steps}>
      <Step title={scripts.title}>
        <p className={classes.text}>{scripts.text}</p>
        <HandoverScripts planId={plan.id} planName={conversion.planName ?? plan.id} />
      </Step>
      <Step title={report.title}>
        <p className={classes.text}>{report.text}</p>
      </Step>
      <Cutover plan={plan} conversion={conversion} />
    </ol>
  );
}
