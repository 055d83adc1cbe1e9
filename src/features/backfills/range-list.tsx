import { Fragment } from 'react';
import type { Range } from '../../contract/range.ts';
import { rangeText } from '../../domain/range-text.ts';
import classes from './range-list.module.css';

interface RangeListProps {
  ranges: readonly Range[];
  most: number;
}

/** Ranges one after the other; a line ends between two of them, never in the middle of a date. */
export function RangeList({ ranges, most }: RangeListProps) {
  return (
    <>
      {ranges.slice(0, most).map((range, i) => (
        <Fragment key={range.start}>
          {i > 0 && ', '}
          <span className={classes.range}>{rangeText(range)}</span>
        </Fragment>
      ))}
      {ranges.length > most && ' …'}
    </>
  );
}
