import { Button, TextInput } from '@mantine/core';
import { useId, useRef, useState, type ClipboardEvent, type FormEvent } from 'react';
import {
  composeTableName,
  cutTableName,
  tableNameFields,
  type TableName,
  type TableNameProblem,
} from '../../domain/table-name.ts';
import type { Day } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { mostDays, readDays, withDay, type DaysRead } from './days-text.ts';
import { dataUpdateMessages } from './messages.ts';
import classes from './update-form.module.css';

interface UpdateFormProps {
  /** What stands in it at first, for example a template. Another one is another form (`key`). */
  initial: TableName;
  today: Day;
  busy: boolean;
  onSend: (tableName: string, days: Day[]) => void;
}

const gap = '____';

/** A table's name in four parts or pasted as a whole, and the days; what will be sent stands beneath it all the time. */
export function UpdateForm({ initial, today, busy, onSend }: UpdateFormProps) {
  const messages = useMessages(dataUpdateMessages);
  const { problems: problemWords, dayProblems } = messages;
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  const previewId = useId();
  const [parts, setParts] = useState<TableName>(initial);
  const [pasted, setPasted] = useState('');
  const [daysText, setDaysText] = useState('');
  const [picked, setPicked] = useState('');
  const [checked, setChecked] = useState(false);
  const { name, problems } = composeTableName(parts);
  // A part that is still to come is shown as a gap, so that one sees where it will stand.
  const shape = composeTableName({
    source: parts.source || gap,
    catalog: parts.catalog || gap,
    schema: parts.schema || gap,
    table: parts.table || gap,
  }).name;
  const days = readDays(daysText, today);
  const cut = cutTableName(pasted);

  const wordsOf = (problem: TableNameProblem): string => {
    if (problem.code === 'too-long') return problemWords['too-long'](format.number(problem.length));
    if (problem.code === 'missing') return problemWords.missing(messages.parts[problem.field]);
    return problemWords[problem.code];
  };
  /** A part that is still empty is no mistake before somebody wants to send it. */
  const shown = problems.filter(({ code }) => checked || code !== 'missing');
  const errorAt = (field: keyof TableName) => {
    const problem = shown.find((one) => one.field === field);
    return problem ? wordsOf(problem) : null;
  };
  const tooLong = shown.find(({ code }) => code === 'too-long');

  const dayWords = ({ problem }: DaysRead): string | null => {
    switch (problem?.is) {
      case undefined:
        return null;
      case 'none':
        return dayProblems.none;
      case 'too-many':
        return dayProblems.tooMany(format.number(problem.count), format.number(mostDays));
      case 'unreadable':
      case 'reversed':
        return dayProblems[problem.is](problem.token);
    }
  };

  function takeApart(text: string): boolean {
    const result = cutTableName(text);
    if (result.ok) setParts(result.parts);
    return result.ok;
  }

  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text');
    if (text.includes('`') && takeApart(text)) event.preventDefault();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setChecked(true);
    const first = problems[0]?.field ?? (days.problem ? 'days' : null);
    if (first !== null) {
      form.current?.querySelector<HTMLElement>(`[name="${first === 'name' ? 'table' : first}"]`)?.focus();
      return;
    }
    onSend(name, days.days);
  }

  return (
    <form ref={form} className={classes.form} aria-label={messages.form} onSubmit={submit} noValidate>
      <TextInput
        label={messages.paste}
        description={messages.pasteHint}
        value={pasted}
        autoComplete="off"
        spellCheck={false}
        error={pasted !== '' && !cut.ok && cut.code !== 'empty' ? messages.cut[cut.code] : null}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setPasted(takeApart(value) ? '' : value);
        }}
      />
      <div className={classes.parts}>
        {tableNameFields.map((field) => (
          <TextInput
            key={field}
            name={field}
            label={messages.parts[field]}
            description={messages.partHints[field]}
            value={parts[field]}
            error={errorAt(field)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onPaste={onPaste}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setParts((before) => ({ ...before, [field]: value }));
            }}
          />
        ))}
      </div>
      <div className={classes.preview} aria-labelledby={previewId} role="group">
        <span id={previewId} className={classes.label}>
          {messages.sentAs}
        </span>
        <code className={classes.name}>{shape}</code>
        {problems.length === 0 && <CopyButton text={name} what={messages.paste} />}
        <span className={classes.count}>
          {problems.some(({ code }) => code === 'missing')
            ? messages.incomplete
            : messages.length(format.number(name.length))}
        </span>
        {tooLong && (
          <span role="alert" className={classes.problem}>
            {wordsOf(tooLong)}
          </span>
        )}
      </div>
      <div className={classes.days}>
        <TextInput
          className={classes.daysText}
          name="days"
          label={messages.days}
          description={messages.daysHint}
          value={daysText}
          autoComplete="off"
          spellCheck={false}
          error={daysText.trim() === '' && !checked ? null : dayWords(days)}
          onChange={(event) => setDaysText(event.currentTarget.value)}
        />
        <div className={classes.pick}>
          <TextInput
            type="date"
            label={messages.pick}
            description={messages.pickHint}
            value={picked}
            onChange={(event) => setPicked(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || picked === '') return;
              event.preventDefault();
              setDaysText(withDay(daysText, picked));
            }}
          />
          <Button
            variant="default"
            disabled={picked === ''}
            onClick={() => {
              setDaysText(withDay(daysText, picked));
              setPicked('');
            }}
          >
            {messages.add}
          </Button>
        </div>
      </div>
      {days.future && <p className={classes.warning}>{messages.dayProblems.future}</p>}
      <div className={classes.send}>
        <Button type="submit" disabled={busy}>
          {days.days.length === 0 ? messages.sendNone : messages.send(days.days.length)}
        </Button>
        <p className={classes.count}>{messages.oneCall}</p>
      </div>
    </form>
  );
}
