import classes from './whole-dates.module.css';

/** A date as i18n/format.ts writes it, in either language, with its time if it has one. */
const dates =
  /(\d{4}年(?:第\d+(?:周|季度)|\d{1,2}月(?:\d{1,2}日)?)?(?: \d{2}:\d{2}(?::\d{2})?)?|(?:\d{1,2} )?[A-Z][a-z]{2,8} \d{4}(?:, \d{2}:\d{2}(?::\d{2})?)?|Q\d \d{4})/;

/** A sentence in which no line breaks in the middle of a date: Chinese would break between 2025 and 年. */
export function WholeDates({ text }: { text: string }) {
  return text.split(dates).map((part, i) =>
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
