import type { Conversion } from '../../contract/conversion.ts';
import { isExpired } from '../../domain/conversion-can.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useServerNow, useZone } from '../../ui/clock.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact } from './fact.tsx';
import { useFoundWords } from './found-words.ts';
import { conversionMessages } from './messages.ts';
import { ReceiptFacts } from './receipt-facts.tsx';
import { Section } from './section.tsx';
import { Who } from './who.tsx';
import classes from './conversion.module.css';

/** What became of a request about which somebody has decided. */
export function Outcome({ conversion }: { conversion: Conversion }) {
  const { headings, says, outcome } = useMessages(conversionMessages);
  const format = useFormat();
  const zone = useZone();
  const now = useServerNow();
  const { state, decidedBy, decidedAt, decisionReason, traceId } = conversion;
  const found = useFoundWords()(conversion);
  if (state === 'requested') return null;
  if (state === 'converted') {
    return (
      <Section title={headings.receipt}>
        <p>{says.converted}</p>
        <ReceiptFacts conversion={conversion} />
      </Section>
    );
  }
  const by = state === 'rejected' || state === 'withdrawn' ? outcome.by[state] : outcome.by.other;
  return (
    <Section title={headings.decision}>
      <p role="status">{says[isExpired(conversion, now) ? 'expired' : state]}</p>
      <dl className={classes.facts}>
        {decidedBy && (
          <Fact name={by}>
            <Who person={decidedBy} />
          </Fact>
        )}
        {decidedAt !== undefined && <Fact name={outcome.at}>{format.instant(decidedAt, zone)}</Fact>}
        {decisionReason !== undefined && (
          <Fact name={outcome.why}>
            <span className={classes.text}>{decisionReason}</span>
          </Fact>
        )}
        {found && (
          <Fact name={found.label}>
            <span className={classes.text}>{found.text}</span>
          </Fact>
        )}
        {traceId !== undefined && (
          <Fact name={outcome.trace}>
            <code className={classes.hash}>{traceId}</code>
            <CopyButton text={traceId} what={outcome.trace} />
          </Fact>
        )}
      </dl>
    </Section>
  );
}
