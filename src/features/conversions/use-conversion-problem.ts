import type { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemWords } from '../../i18n/problems.ts';
import type { ProblemText } from '../../ui/problem-alert.tsx';
import { reasonMessages } from './reason-messages.ts';

function isKnown(table: object, reason: string): reason is keyof typeof reasonMessages.en {
  return Object.hasOwn(table, reason);
}

/** Why the guard says no, in the reader's language; a reason that is not known here keeps the gateway's words. */
export function useReasonWords(): (reason: string, message: string) => string {
  const words = useMessages(reasonMessages);
  return (reason, message) => (isKnown(words, reason) ? words[reason] : message);
}

/** A refused command of a conversion: the title by its code, what it means by the very reason. */
export function useConversionProblem(): (error: ApiError) => ProblemText {
  const words = useMessages(reasonMessages);
  const problem = useProblemWords();
  return (error) => {
    const text = problem(error);
    const { reason } = error;
    return reason !== undefined && isKnown(words, reason) ? { ...text, means: words[reason] } : text;
  };
}
