import { Button, Textarea } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Backfill } from '../../contract/backfill.ts';
import type { EvidenceInstance } from '../../contract/evidence.ts';
import type { Plan } from '../../contract/plan.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { useDuration } from '../../i18n/duration.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { mostInstances, requestOf, type Composed } from './compose.ts';
import { CurlRequests } from './curl-requests.tsx';
import type { Draft } from './draft.ts';
import { OverlapList } from './overlap-list.tsx';
import { expectedDuration } from './past-durations.ts';
import type { PartitionWords } from './partition-words.ts';
import { PlannedInstances } from './planned-instances.tsx';
import { rangeText } from '../../domain/range-text.ts';
import { isRefused, type useStart } from './use-start.ts';
import { wizardMessages } from './wizard-messages.ts';
import { WorldChanges } from './world-changes.tsx';
import classes from './wizard.module.css';

interface StepReviewProps {
  plan: Plan;
  map: PartitionMap | null;
  instances: readonly EvidenceInstance[];
  /** Of the plan, the newest; undefined: they could not be read. */
  backfills: readonly Backfill[] | undefined;
  draft: Draft;
  composed: Composed;
  change: (part: Partial<Draft>) => void;
  words: PartitionWords;
  start: ReturnType<typeof useStart>;
  backHref: string;
}

/** Drawn as a table; the rest is in the list of instances and in the cURL. */
const shownCalls = 200;

function Calls({ composed }: { composed: Composed }) {
  const { review: messages } = useMessages(wizardMessages);
  const format = useFormat();
  const { calls } = composed.preview;
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={messages.calls}>
      <table className={classes.table} aria-label={messages.callsTable}>
        <thead>
          <tr>
            <th scope="col">{messages.number}</th>
            <th scope="col">{messages.range}</th>
            <th scope="col">{messages.size}</th>
          </tr>
        </thead>
        <tbody>
          {composed.wanted === null ? (
            <tr>
              <td>#1</td>
              <td>{messages.wholeTable}</td>
              <td>1</td>
            </tr>
          ) : (
            calls.slice(0, shownCalls).map(({ range, days, instances }, i) => (
              <tr key={range.start}>
                <td>#{i + 1}</td>
                <td>
                  {rangeText(range)}
                  {range.start !== days.start && ` (${rangeText(days)})`}
                </td>
                <td>{format.number(instances)}</td>
              </tr>
            ))
          )}
        </tbody>
      </table>
    </div>
  );
}

function Duration({
  instances,
  count,
  lotDays,
}: {
  instances: readonly EvidenceInstance[];
  count: number;
  lotDays: number;
}) {
  const { review: messages } = useMessages(wizardMessages);
  const { span } = useDuration();
  const expected = useMemo(() => expectedDuration(instances, count), [instances, count]);
  return (
    <dl className={classes.facts}>
      <dt>{messages.duration}</dt>
      {expected === null ? (
        <dd>
          <strong>{messages.noHistory}</strong>
          <p className={classes.means}>{messages.noHistoryWhy}</p>
        </dd>
      ) : (
        <dd>
          <strong>{span(expected.estimate.fromMs, expected.estimate.toMs)}</strong>
          <p className={classes.means}>
            {messages.durationFrom(
              expected.estimate.samples,
              expected.estimate.parallelism.toFixed(1).replace(/\.0$/, ''),
              expected.days === null ? '' : messages.lotDays(expected.days),
            )}
            {typeof expected.days === 'number' && expected.days !== lotDays && ` ${messages.otherLot}`}
          </p>
        </dd>
      )}
    </dl>
  );
}

export function StepReview(props: StepReviewProps) {
  const { plan, map, instances, backfills, draft, composed, change, words, start, backHref } = props;
  const messages = useMessages(wizardMessages);
  const { review } = messages;
  const problemWords = useProblemWords();
  const format = useFormat();
  const [noteMissing, setNoteMissing] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const { preview, fingerprint, wanted } = composed;
  const { agreed } = draft;
  const states = preview.states;
  const changed = agreed !== null && agreed.fingerprint !== fingerprint && !start.sent;
  const noteNeeded = preview.goodRedone > 0;
  const busyToo = states.waiting !== undefined || states.running !== undefined;
  const redone = words.units(preview.goodRedone);
  const busy = start.phase !== 'idle';

  // Opened by its address, there is nothing yet that was agreed to: it is what is shown first.
  useEffect(() => {
    if (agreed === null) change({ agreed: { fingerprint, states } });
  }, [agreed, change, fingerprint, states]);

  const nothing = wanted !== null && composed.instances === 0;
  const blocked = start.sent
    ? null
    : nothing
      ? messages.range.nothingWanted
      : changed
        ? review.acceptFirst
        : composed.instances > mostInstances
          ? messages.shape.tooMany(format.number(mostInstances))
          : null;

  function press(): void {
    if (noteNeeded && !start.sent && draft.note.trim() === '') {
      setNoteMissing(true);
      note.current?.focus();
      return;
    }
    start.start();
  }

  const label =
    start.phase === 'checking'
      ? review.checking
      : start.phase === 'sending'
        ? review.sending
        : start.sent
          ? review.askAgain
          : review.start(format.number(composed.instances), composed.instances === 1);
  const { problem } = start;
  const known = messages.problemReasons as Record<string, string | undefined>;
  return (
    <div className={classes.step2}>
      {changed && (
        <WorldChanges
          map={map}
          before={agreed.states}
          after={states}
          words={words}
          onAccept={() => change({ agreed: { fingerprint, states } })}
        />
      )}
      {nothing ? (
        !start.sent && <p className={classes.warning}>{messages.range.nothingWanted}</p>
      ) : (
        <>
          <h2 className={classes.heading}>{review.calls}</h2>
          <Calls composed={composed} />
          {map !== null && wanted !== null && (
            <>
              <h2 className={classes.heading}>{review.instances}</h2>
              <PlannedInstances
                preview={preview}
                map={map}
                wanted={wanted}
                lotDays={draft.lotDays}
                words={words}
              />
            </>
          )}
          <OverlapList overlaps={preview.overlaps} backfills={backfills ?? []} fullRefresh={map === null} />
          {backfills === undefined && <p className={classes.warning}>{review.backfillsUnknown}</p>}
          <Duration instances={instances} count={composed.instances} lotDays={draft.lotDays} />
          <Textarea
            ref={note}
            label={review.note}
            description={
              noteNeeded ? review[busyToo ? 'noteRequiredBusy' : 'noteRequired'](redone) : review.noteHint
            }
            required={noteNeeded}
            rows={2}
            maxLength={2000}
            value={draft.note}
            disabled={busy || start.sent}
            error={noteMissing ? review[busyToo ? 'noteMissingBusy' : 'noteMissing'](redone) : null}
            onChange={(event) => {
              change({ note: event.currentTarget.value });
              setNoteMissing(false);
            }}
          />
          <CurlRequests request={requestOf(plan, draft, composed)} />
        </>
      )}
      {start.checkProblem !== null && (
        <>
          <p className={classes.warning}>{review.notChecked}</p>
          <ProblemAlert problem={problemWords(start.checkProblem)} />
        </>
      )}
      {problem !== null && problem.code === 'key-reused' ? (
        <p className={classes.warning} role="alert">
          {review.otherTab} <Link to={paths.backfills({ planId: plan.id })}>{review.otherTabLink}</Link>
        </p>
      ) : (
        problem !== null && (
          <>
            <ProblemAlert problem={problemWords(problem)} />
            {isRefused(problem) && <p className={classes.warning}>{review.notStarted}</p>}
            {problem.reason !== undefined && known[problem.reason] !== undefined && (
              <p className={classes.warning}>{known[problem.reason]}</p>
            )}
          </>
        )
      )}
      {start.sent && !busy && (
        <p className={classes.warning} role="alert">
          {review.unknown}
        </p>
      )}
      <div className={classes.buttons}>
        <Button component={Link} to={backHref} variant="default">
          {messages.back}
        </Button>
        <ReasonedButton reason={busy ? label : blocked} onClick={press}>
          {label}
        </ReasonedButton>
      </div>
    </div>
  );
}
