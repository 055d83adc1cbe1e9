import { written } from '../i18n/format.ts';
import classes from './whole-dates.module.css';

/** A sentence in which no line breaks in the middle of a date: Chinese would break between the figures of a year and its sign. */
export function WholeDates({ text }: { text: string }) {
  return text.split(written).map((part, i) =>
    // What was split at stands at every second place.
    i % 2 === 1 ? (
      <span key={i} className={classes.date}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
