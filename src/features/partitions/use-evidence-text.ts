import type { Evidence } from '../../domain/partition-cell.ts';
import { wallNow } from '../../domain/wall-date.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useServerNow, useZone } from '../../ui/clock.tsx';
import { evidenceMessages } from './evidence-messages.ts';
import { evidenceText } from './evidence-text.ts';

/** The sentence for a partition's evidence, in the reader's language and as of now. */
export function useEvidenceText(): (evidence: Evidence) => string {
  const messages = useMessages(evidenceMessages);
  const format = useFormat();
  const zone = useZone();
  const now = useServerNow();
  return (evidence) => evidenceText(evidence, { messages, format, wallNow: wallNow(zone, now) });
}
