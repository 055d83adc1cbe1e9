import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import type { ApiError } from '../../api/errors.ts';
import type { AuthType, SignIn } from '../../contract/session.ts';
import { readKept, writeKept } from '../../i18n/kept.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { sessionMessages } from './messages.ts';
import {
  draftProblems,
  signInOf,
  type FieldProblem,
  type SignInDraft,
  type SignInField,
} from './sign-in-draft.ts';
import classes from './sign-in-form.module.css';

const authTypes: readonly AuthType[] = ['UID', 'ACCOUNT', 'APIKEY', 'TOKEN'];

function firstDraft(): SignInDraft {
  const kept = readKept('auth-type');
  return {
    way: readKept('sign-in-way') === 'app' ? 'app' : 'headers',
    tenantId: readKept('tenant') ?? '',
    authType: authTypes.find((type) => type === kept) ?? 'UID',
    authValue: '',
    appId: '',
    appSecret: '',
    name: readKept('name') ?? '',
  };
}

/** So that next time only the credential is asked for. The credential itself is never kept in a browser. */
function keep(draft: SignInDraft): void {
  writeKept('sign-in-way', draft.way);
  writeKept('tenant', draft.tenantId.trim());
  writeKept('auth-type', draft.authType);
  writeKept('name', draft.name.trim());
}

interface SignInFormProps {
  pending: boolean;
  error: ApiError | null;
  onSubmit: (signIn: SignIn) => void;
}

export function SignInForm({ pending, error, onSubmit }: SignInFormProps) {
  const messages = useMessages(sessionMessages);
  const problemWords = useProblemWords();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(firstDraft);
  const [checked, setChecked] = useState(false);
  const problems = checked ? draftProblems(draft) : {};

  const credentialField: SignInField = draft.way === 'headers' ? 'authValue' : 'appSecret';
  const atField =
    error?.code === 'can-unauthenticated' || error?.code === 'can-forbidden' ? error.code : null;

  function set<K extends keyof SignInDraft>(field: K, value: SignInDraft[K]) {
    setDraft((before) => ({ ...before, [field]: value }));
  }

  function said(problem: FieldProblem | undefined, label: string): string | null {
    if (problem === undefined) return null;
    if (problem.is === 'missing') return messages.errors.missing(label);
    return problem.is === 'too-long' ? messages.errors.tooLong(problem.most) : messages.errors.notPrintable;
  }

  function text(field: SignInField, label: string) {
    const own = said(problems[field], label);
    const refused = field === credentialField && !pending && atField !== null;
    const refusal = atField === 'can-forbidden' ? messages.errors.forbidden : messages.errors.refused;
    return {
      label,
      name: field,
      value: draft[field],
      onChange: (event: { currentTarget: { value: string } }) => set(field, event.currentTarget.value),
      error: own ?? (refused ? refusal : null),
      required: true,
      withAsterisk: false,
      spellCheck: false,
      autoCapitalize: 'off',
      autoComplete: 'off',
    };
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const found = Object.keys(draftProblems(draft));
    setChecked(true);
    if (found[0] !== undefined) {
      form.current?.querySelector<HTMLInputElement>(`[name="${found[0]}"]`)?.focus();
      return;
    }
    keep(draft);
    onSubmit(signInOf(draft));
  }

  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate autoComplete="off">
      <fieldset className={classes.ways}>
        <legend className={classes.legend}>{messages.how}</legend>
        {(['headers', 'app'] as const).map((way) => (
          <label key={way} className={classes.way}>
            <input type="radio" name="way" checked={draft.way === way} onChange={() => set('way', way)} />
            {way === 'headers' ? messages.withHeaders : messages.withApp}
          </label>
        ))}
      </fieldset>
      <TextInput {...text('tenantId', messages.tenantId)} description={messages.tenantHint} />
      {draft.way === 'headers' ? (
        <div className={classes.pair}>
          <NativeSelect
            label={messages.authType}
            value={draft.authType}
            data={authTypes.map((value) => ({ value, label: messages.authTypes[value] }))}
            onChange={(event) => set('authType', event.currentTarget.value as AuthType)}
          />
          <PasswordInput
            {...text('authValue', messages.authValue)}
            autoComplete="new-password"
            visibilityToggleFocusable
            visibilityToggleButtonProps={{ 'aria-label': `${messages.show}: ${messages.authValue}` }}
          />
          <p className={classes.hint}>{messages.authValueHint}</p>
          {draft.authType === 'TOKEN' && <p className={classes.limit}>{messages.tokenLimit}</p>}
        </div>
      ) : (
        <>
          <TextInput {...text('appId', messages.appId)} />
          <PasswordInput
            {...text('appSecret', messages.appSecret)}
            description={messages.appHint}
            autoComplete="new-password"
            visibilityToggleFocusable
            visibilityToggleButtonProps={{ 'aria-label': `${messages.show}: ${messages.appSecret}` }}
          />
        </>
      )}
      <TextInput {...text('name', messages.name)} description={messages.nameHint} autoComplete="name" />
      {error !== null && !pending && atField === null && <ProblemAlert problem={problemWords(error)} />}
      <Button type="submit" loading={pending}>
        {messages.submit}
      </Button>
      <details className={classes.help}>
        <summary>{messages.helpTitle}</summary>
        <p>{messages.help}</p>
      </details>
    </form>
  );
}
