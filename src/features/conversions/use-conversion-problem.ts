import type { ApiError } from '../../api/errors.ts';
import { useProblemWords } from '../../i18n/problems.ts';
import { useReasonWords } from '../../i18n/reasons.ts';
import type { ProblemText } from '../../ui/problem-alert.tsx';

/** A refused command of a conversion: the title by its code, what it means by the very reason. */
export function useConversionProblem(): (error: ApiError) => ProblemText {
  const because = useReasonWords();
  const problem = useProblemWords();
  return (error) => {
    const text = problem(error);
    return { ...text, means: because(error.reason) ?? text.means };
  };
}
