import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Conversion, Dossier as DossierData } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../../ui/download.ts';
import { dossierMarkdown, fileNameOf, type DossierFact } from './dossier-file.ts';
import { useDossierWords } from './dossier-words.ts';
import { Fact } from './fact.tsx';
import { conversionMessages } from './messages.ts';
import { Warnings } from './warnings.tsx';
import classes from './conversion.module.css';

const mostShown = 5;

function useFacts(dossier: DossierData): DossierFact[] {
  const { dossier: messages } = useMessages(conversionMessages);
  const words = useDossierWords();
  const missing = words.missing(dossier, mostShown);
  return [
    { name: messages.granularity, value: words.granularity(dossier) },
    { name: messages.schedule, value: words.schedule(dossier) },
    { name: messages.table, value: words.table(dossier) ?? '–' },
    { name: messages.latest, value: words.latest(dossier) },
    { name: messages.coverage, value: words.coverage(dossier) },
    ...(missing === null ? [] : [{ name: messages.missing, value: missing }]),
  ];
}

/** What was handed over with the request, and kept as it was. */
export function Dossier({ conversion, dossier }: { conversion: Conversion; dossier: DossierData }) {
  const messages = useMessages(conversionMessages);
  const format = useFormat();
  const zone = useZone();
  const words = useDossierWords();
  const facts = useFacts(dossier);
  const { planName, planId, dossierHash = '', definitionHash, reason, scheduler } = conversion;
  const name = planName ?? planId;
  const made = format.instant(dossier.madeAt, zone);
  const { feeds, asked } = messages;

  function download() {
    const text = dossierMarkdown({
      title: messages.pageTitle(name),
      facts: [
        { name: asked.by, value: messages.askedBy(conversion.requestedBy.name, made) },
        { name: asked.reason, value: reason },
        { name: asked.scheduler, value: scheduler },
        ...facts,
        { name: messages.dossier.hash, value: dossierHash },
        { name: messages.dossier.definitionHash, value: definitionHash },
      ],
      sections: [
        { heading: feeds.metrics, items: dossier.plan.metrics },
        { heading: feeds.dimensions, items: dossier.plan.dimensions },
        { heading: messages.warnings.title, items: words.warnings(dossier) },
      ],
      json: dossier,
    });
    downloadText(text, `handover-${fileNameOf(name)}.md`, 'text/markdown');
  }

  return (
    <>
      <p className={classes.dim}>{messages.dossier.lead(made)}</p>
      <Warnings dossier={dossier} />
      <dl className={classes.facts}>
        {facts.map((fact) => (
          <Fact key={fact.name} name={fact.name}>
            <bdi>{fact.value}</bdi>
          </Fact>
        ))}
        {dossier.openBackfills.length > 0 && (
          <Fact name={messages.dossier.openBackfills}>
            <ul className={classes.names}>
              {dossier.openBackfills.map(({ id, note, createdAt }) => (
                <li key={id}>
                  <Link to={paths.backfill(id)}>{note || format.instant(createdAt, zone)}</Link>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={messages.dossier.hash}>
          <code className={classes.hash}>{dossierHash}</code>
          <CopyButton text={dossierHash} what={messages.dossier.hash} />
        </Fact>
        <Fact name={messages.dossier.definitionHash}>
          <code className={classes.hash}>{definitionHash}</code>
          <CopyButton text={definitionHash} what={messages.dossier.definitionHash} />
        </Fact>
      </dl>
      <details>
        <summary className={classes.summary}>{messages.dossier.definition}</summary>
        <pre className={classes.json} tabIndex={0}>
          {JSON.stringify(conversion.definition, null, 2)}
        </pre>
      </details>
      <div>
        <Button variant="default" onClick={download}>
          {messages.dossier.download}
        </Button>
      </div>
    </>
  );
}
