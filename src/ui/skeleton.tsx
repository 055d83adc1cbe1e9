import { useMessages } from '../i18n/language.tsx';
import { uiMessages } from './messages.ts';
import { VisuallyHidden } from './visually-hidden.tsx';
import classes from './skeleton.module.css';

function SkeletonBar({ width }: { width: 'short' | 'medium' | 'long' }) {
  return <span className={classes.bar} data-width={width} />;
}

const widths = ['long', 'medium', 'long', 'short', 'medium'] as const;

/** As many grey rows as the list will have at first sight, each as high as a real one. */
export function SkeletonRows({ count }: { count: number }) {
  const messages = useMessages(uiMessages);
  return (
    <div role="status" className={classes.rows}>
      <VisuallyHidden>{messages.loading}</VisuallyHidden>
      {Array.from({ length: count }, (_row, i) => (
        <div key={i} className={classes.row}>
          <SkeletonBar width={widths[i % widths.length] ?? 'long'} />
          <SkeletonBar width="short" />
          <SkeletonBar width="short" />
        </div>
      ))}
    </div>
  );
}
