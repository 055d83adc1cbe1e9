import type { Conversion } from '../../contract/conversion.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { conversionMessages } from './messages.ts';

/** What is known of how CAN was asked, and whose words these are. */
export function useFoundWords(): (conversion: Conversion) => { label: string; text: string } | null {
  const { outcome } = useMessages(conversionMessages);
  const cause = useCauseWords();
  return ({ state, problem, cause: why, shownAs }) => {
    const text = shownAs === undefined ? cause({ problem, cause: why }) : outcome.shownAs(shownAs);
    if (text === undefined) return null;
    return { label: state === 'refused' ? outcome.canSays : outcome.found, text };
  };
}
