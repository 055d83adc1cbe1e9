import type { Conversion, Dossier } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useScheduleWords } from '../../i18n/schedule-words.ts';
import { useDossierWords } from './dossier-words.ts';
import { Fact, Names } from './fact.tsx';
import { conversionMessages } from './messages.ts';
import { Section } from './section.tsx';
import conversionClasses from './conversion.module.css';
import classes from './section.module.css';

interface ExplanationProps {
  conversion: Conversion;
  dossier: Dossier;
}

/** For whoever answers for the numbers, in plain words: what it feeds, what stops, what is needed, what is for good. */
export function Explanation({ conversion, dossier }: ExplanationProps) {
  const { headings, feeds, stops, needs, forever } = useMessages(conversionMessages);
  const words = useDossierWords();
  const schedule = useScheduleWords();
  const table = words.table(dossier);
  return (
    <>
      <Section title={headings.feeds}>
        <p>{feeds.lead}</p>
        <dl className={conversionClasses.facts}>
          <Fact name={feeds.metrics}>
            <Names names={dossier.plan.metrics} none={feeds.none} />
          </Fact>
          <Fact name={feeds.dimensions}>
            <Names names={dossier.plan.dimensions} none={feeds.none} />
          </Fact>
        </dl>
      </Section>
      <Section title={headings.stops}>
        <ul className={classes.list}>
          <li>{stops.schedule(words.schedule(dossier))}</li>
          <li>{stops.backfill}</li>
          <li>{stops.stale}</li>
        </ul>
      </Section>
      <Section title={headings.needs}>
        <ul className={classes.list}>
          <li>{needs.run(schedule.when(dossier.plan.refresh.cron))}</li>
          <li>{table === null ? needs.writeUnnamed : needs.write(table)}</li>
          <li>{needs.report}</li>
          <li>{needs.watch}</li>
        </ul>
        <p className={conversionClasses.text}>
          <bdi>{needs.named(conversion.scheduler)}</bdi>
        </p>
      </Section>
      <Section title={headings.forever} tone="bad">
        <ul className={classes.list}>
          <li>{forever.kind}</li>
          <li>{forever.keeps}</li>
        </ul>
      </Section>
    </>
  );
}
