import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { CallOption } from '../../domain/gap-compiler.ts';
import type { Granularity } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { mostInstances, type Composed } from './compose.ts';
import type { Draft } from './draft.ts';
import type { PartitionWords } from './partition-words.ts';
import { wizardMessages } from './wizard-messages.ts';
import classes from './wizard.module.css';

interface StepShapeProps {
  granularity: Granularity | null;
  draft: Draft;
  composed: Composed;
  change: (part: Partial<Draft>) => void;
  words: PartitionWords;
}

/** The ways worth looking at first: redo nothing, redo everything, and where a saved call costs least. */
function headline(options: readonly CallOption[], chosen: CallOption | null): CallOption[] {
  const shown = new Set<CallOption | undefined | null>([options[0], options.at(-1), chosen]);
  for (const option of options.slice(0, 4)) shown.add(option);
  return options.filter((option) => shown.has(option));
}

const longestLot = 10_000;

function lotOf(text: string): number | null {
  const lot = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  return lot >= 1 && lot <= longestLot ? lot : null;
}

function LotField({ draft, change, granularity }: Pick<StepShapeProps, 'draft' | 'change' | 'granularity'>) {
  const { shape: messages } = useMessages(wizardMessages);
  const [text, setText] = useState(String(draft.lotDays));
  const wrong = lotOf(text) === null;
  const splits = granularity !== null && granularity !== 'DAY' && granularity !== 'HOUR';
  return (
    <div className={classes.lots}>
      <TextInput
        className={classes.lot}
        label={messages.lot}
        description={messages.lotHint}
        inputMode="numeric"
        value={text}
        error={wrong ? messages.lotWrong : null}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          const lot = lotOf(typed);
          if (lot !== null) change({ lotDays: lot });
        }}
      />
      <p className={classes.means}>{draft.lotDays === 1 ? messages.lotOne : messages.lotMany}</p>
      {splits && <p className={classes.means}>{messages.lotSplits}</p>}
    </div>
  );
}

export function StepShape({ granularity, draft, composed, change, words }: StepShapeProps) {
  const { shape: messages } = useMessages(wizardMessages);
  const format = useFormat();
  const name = useId();
  const [all, setAll] = useState(false);
  const { options, option, instances } = composed;
  if (composed.wanted === null) return <p className={classes.lead}>{messages.fullRefresh}</p>;
  const shown = all ? options.slice(0, 200) : headline(options, option);
  const instancesText = messages.instances(format.number(instances), instances === 1);
  const calls = option?.calls ?? 0;
  return (
    <div className={classes.step2}>
      <fieldset className={classes.include}>
        <legend>{messages.calls}</legend>
        <p className={classes.means}>{messages.callsHint}</p>
        {shown.map((one) => (
          <label key={one.calls} className={classes.option}>
            <input
              type="radio"
              name={name}
              checked={one === option}
              onChange={() => change({ calls: one.calls })}
            />
            <span>
              <strong>{messages.option(format.number(one.calls), one.calls === 1)}</strong>
              {messages.way([
                '',
                one.goodRedone === 0 ? messages.redoneNone : messages.redone(words.units(one.goodRedone)),
                ...(one.extra > 0 ? [messages.extra(words.units(one.extra))] : []),
                messages.instances(format.number(one.instances), one.instances === 1),
              ])}
            </span>
          </label>
        ))}
        {!all && shown.length < options.length && (
          <Button variant="default" size="compact-sm" className={classes.all} onClick={() => setAll(true)}>
            {messages.more}
          </Button>
        )}
      </fieldset>
      <LotField draft={draft} change={change} granularity={granularity} />
      <p role="status" className={classes.selected}>
        {messages.result(instancesText, messages.option(format.number(calls), calls === 1))}
      </p>
      {instances > mostInstances && (
        <p className={classes.warning}>{messages.tooMany(format.number(mostInstances))}</p>
      )}
    </div>
  );
}
