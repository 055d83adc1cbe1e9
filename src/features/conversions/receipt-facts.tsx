import { Link } from 'react-router';
import type { Conversion } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact } from './fact.tsx';
import { stepsMessages } from './steps-messages.ts';
import { Who } from './who.tsx';
import classes from './conversion.module.css';

/** Who asked, who approved, when, and what CAN said to it. */
export function ReceiptFacts({ conversion }: { conversion: Conversion }) {
  const { receipt } = useMessages(stepsMessages);
  const format = useFormat();
  const zone = useZone();
  const { requestedBy, requestedAt, decidedBy, decidedAt, dossierHash, traceId, planId } = conversion;
  return (
    <>
      <dl className={classes.facts}>
        <Fact name={receipt.asked}>
          <Who person={requestedBy} />
          <br />
          {format.instant(requestedAt, zone)}
        </Fact>
        {decidedBy && (
          <Fact name={receipt.approved}>
            <Who person={decidedBy} />
          </Fact>
        )}
        {decidedAt !== undefined && <Fact name={receipt.when}>{format.instant(decidedAt, zone)}</Fact>}
        <Fact name={receipt.scheduler}>
          <span className={classes.text}>{conversion.scheduler}</span>
        </Fact>
        <Fact name={receipt.answer}>
          {conversion.problem === undefined ? receipt.external : receipt.readBack}
        </Fact>
        <Fact name={receipt.trace}>
          {traceId === undefined ? (
            <span className={classes.dim}>{receipt.noTrace}</span>
          ) : (
            <>
              <code className={classes.hash}>{traceId}</code>
              <CopyButton text={traceId} what={receipt.trace} />
            </>
          )}
        </Fact>
        {dossierHash !== undefined && (
          <Fact name={receipt.dossier}>
            <code className={classes.hash}>{dossierHash}</code>
            <CopyButton text={dossierHash} what={receipt.dossier} />
          </Fact>
        )}
      </dl>
      <p className={classes.line}>
        <Link to={paths.activity({ plan: planId, action: 'convert' })}>{receipt.journal}</Link>
      </p>
    </>
  );
}
