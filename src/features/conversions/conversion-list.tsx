import { Link } from 'react-router';
import type { Conversion } from '../../contract/conversion.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { paths } from '../../paths.ts';
import { useZone } from '../../ui/clock.tsx';
import { conversionMessages } from './messages.ts';
import { ConversionBadge } from './state-badge.tsx';
import classes from './conversion-list.module.css';

/** Newest first; on a phone each row stands as a card. */
export function ConversionList({ conversions }: { conversions: readonly Conversion[] }) {
  const { table, columns } = useMessages(conversionMessages);
  const format = useFormat();
  const zone = useZone();
  const when = (who: string, at: string | undefined) => (
    <>
      <bdi>{who}</bdi>
      {at !== undefined && <span className={classes.at}>{format.instant(at, zone)}</span>}
    </>
  );
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={table}>
        <thead>
          <tr>
            <th scope="col">{columns.plan}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.asked}</th>
            <th scope="col">{columns.planned}</th>
            <th scope="col">{columns.decided}</th>
          </tr>
        </thead>
        <tbody>
          {conversions.map((conversion) => {
            const {
              id,
              planId,
              planName,
              displayName,
              requestedBy,
              requestedAt,
              plannedDate,
              decidedBy,
              decidedAt,
            } = conversion;
            return (
              <tr key={id}>
                <td className={classes.plan}>
                  <Link to={paths.conversion(id)}>
                    <bdi>{planName ?? planId}</bdi>
                  </Link>
                  {displayName !== undefined && <bdi className={classes.called}>{displayName}</bdi>}
                  <span className={classes.reason} title={conversion.reason}>
                    {conversion.reason}
                  </span>
                </td>
                <td>
                  <ConversionBadge conversion={conversion} />
                </td>
                <td data-label={columns.asked}>{when(requestedBy.name, requestedAt)}</td>
                <td data-label={columns.planned}>
                  {plannedDate === undefined ? '–' : format.day(plannedDate)}
                </td>
                <td data-label={columns.decided}>{decidedBy ? when(decidedBy.name, decidedAt) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
