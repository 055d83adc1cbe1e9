import { Button, Textarea, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { isKey } from '../../domain/granularity.ts';
import type { Granularity } from '../../contract/plan.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { countKeys } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import type { Range } from '../../contract/range.ts';
import type { Composed } from './compose.ts';
import type { Draft } from './draft.ts';
import type { PartitionWords } from './partition-words.ts';
import { RangeList } from './range-list.tsx';
import type { Include } from './wanted.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface StepRangeProps {
  map: PartitionMap;
  draft: Draft;
  composed: Composed;
  change: (part: Partial<Draft>) => void;
  words: PartitionWords;
}

const shownRanges = 12;

/** In the plan's own spelling; the coarser name stands for all its partitions. */
const examples = {
  HOUR: '2025-01-01T08..2025-01-01T11, 2025-01-05',
  DAY: '2025-01-01..2025-03-31, 2025-05',
  WEEK: '2025-W01..2025-W13, 2024',
  MONTH: '2025-01..2025-03, 2024',
  QUARTER: '2025-Q1..2025-Q3, 2024',
  YEAR: '2020..2022, 2024',
} satisfies Record<Granularity, string>;

function Ranges({ ranges }: { ranges: readonly Range[] }) {
  return (
    <span className={classes.ranges}>
      <RangeList ranges={ranges} most={shownRanges} />
    </span>
  );
}

interface IncludeChoiceProps {
  label: string;
  means: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  ranges: readonly Range[];
}

function IncludeChoice({ label, means, checked, onChange, ranges }: IncludeChoiceProps) {
  const meansId = useId();
  return (
    <div className={classes.choice}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={meansId}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={meansId} className={classes.means}>
        {means} <Ranges ranges={ranges} />
      </p>
    </div>
  );
}

/** Two ends by the browser's own date or month picker; the text above stays what counts. */
function AddByDate({ map, onAdd }: { map: PartitionMap; onAdd: (text: string) => void }) {
  const { range: messages } = useMessages(wizardMessages);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const g = map.granularity;
  const type = g === 'MONTH' ? 'month' : g === 'DAY' || g === 'HOUR' ? 'date' : 'text';
  const fits = (text: string) => isKey(text, g === 'HOUR' ? 'DAY' : g);
  const reversed = fits(from) && fits(to) && from > to;
  const ready = fits(from) && fits(to) && !reversed;
  return (
    <fieldset className={classes.dates}>
      <legend>{messages.dates}</legend>
      <TextInput
        type={type}
        label={messages.from}
        value={from}
        placeholder={type === 'text' ? map.history.start : undefined}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type={type}
        label={messages.to}
        value={to}
        placeholder={type === 'text' ? map.history.end : undefined}
        error={reversed ? messages.reversed : null}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={!ready}
        onClick={() => {
          onAdd(`${from}..${to}`);
          setFrom('');
          setTo('');
        }}
      >
        {messages.add}
      </Button>
    </fieldset>
  );
}

/** A text that names the ranges, in the spelling that `parseSelection` reads. */
export function selectionText(ranges: readonly Range[]): string {
  return ranges.map(({ start, end }) => (start === end ? start : `${start}..${end}`)).join(', ');
}

export function StepRange({ map, draft, composed, change, words }: StepRangeProps) {
  const { range: messages } = useMessages(wizardMessages);
  const { selection, selectedCount, wanted } = composed;
  const g = map.granularity;
  if (wanted === null) return null;
  const count = (ranges: readonly Range[]) => countKeys(ranges, g);
  const errors = selection.errors.map(words.selectionError);
  const setText = (text: string) => change({ text, calls: null });
  const include = (part: Partial<Include>) => change({ include: { ...draft.include, ...part }, calls: null });
  const add = (text: string) =>
    setText(draft.text.trim() === '' ? text : `${draft.text.trim().replace(/,$/, '')}, ${text}`);
  const choices = [
    {
      key: 'materialised',
      ranges: wanted.materialised,
      label: messages.materialised,
      means: messages.materialisedMeans,
    },
    { key: 'underWay', ranges: wanted.underWay, label: messages.underWay, means: messages.underWayMeans },
    { key: 'notDue', ranges: wanted.notDue, label: messages.notDue, means: messages.notDueMeans },
  ] as const;
  const offered = choices.filter(({ ranges }) => ranges.length > 0);
  return (
    <div className={classes.step2}>
      <Textarea
        label={messages.text}
        description={messages.textHint(examples[g])}
        value={draft.text}
        autosize={false}
        rows={2}
        maxLength={20_000}
        spellCheck={false}
        autoComplete="off"
        error={
          errors.length > 0 && (
            <span className={classes.errors}>
              {errors.slice(0, 5).map((error, i) => (
                <span key={i}>{error}</span>
              ))}
            </span>
          )
        }
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="group" aria-label={messages.presets} className={classes.presets}>
        <Button size="xs" variant="default" onClick={() => setText('missing')}>
          {messages.missing}
        </Button>
        <Button size="xs" variant="default" onClick={() => setText('failed')}>
          {messages.failed}
        </Button>
        {[7, 30, 90].map((n) => (
          <Button key={n} size="xs" variant="default" onClick={() => setText(`last ${n}`)}>
            {messages.last(n)}
          </Button>
        ))}
      </div>
      <AddByDate map={map} onAdd={add} />
      <section aria-live="polite" className={classes.sum}>
        <p className={classes.selected}>
          {selectedCount === 0 ? messages.empty : messages.selected(words.units(selectedCount))}
        </p>
        {selectedCount > 0 && (
          <dl className={classes.facts}>
            <dt>{messages.will}</dt>
            <dd>
              <strong>{words.units(count(wanted.ranges))}</strong>
              {wanted.ranges.length > 0 && (
                <>
                  {messages.ofThese(String(count(wanted.missing)), String(count(wanted.failed)))}
                  <br />
                  <Ranges ranges={wanted.ranges} />
                </>
              )}
            </dd>
          </dl>
        )}
        {selectedCount > 0 && wanted.ranges.length === 0 && (
          <p className={classes.warning}>{messages.nothingWanted}</p>
        )}
      </section>
      {offered.length > 0 && (
        <fieldset className={classes.include}>
          <legend>{messages.include}</legend>
          {offered.map(({ key, ranges, label, means }) => (
            <IncludeChoice
              key={key}
              label={label(words.units(count(ranges)))}
              means={means}
              ranges={ranges}
              checked={draft.include[key]}
              onChange={(checked) => include({ [key]: checked })}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
