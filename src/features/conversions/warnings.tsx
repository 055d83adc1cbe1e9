import type { Dossier } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useDossierWords } from './dossier-words.ts';
import { conversionMessages } from './messages.ts';
import classes from './conversion.module.css';

/** What does not refuse a conversion, but should be known before. */
export function Warnings({ dossier }: { dossier: Dossier }) {
  const { title } = useMessages(conversionMessages).warnings;
  const warnings = useDossierWords().warnings(dossier);
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.warnings} aria-label={title}>
      {warnings.map((warning) => (
        <li key={warning}>
          <StateMark name="warning" />
          <span>{warning}</span>
        </li>
      ))}
    </ul>
  );
}
