import classes from './token-text.module.css';

interface Token {
  kind: string;
  text: string;
}

/** Code with its words in colours. Tokens of kinds that have no colour are plain text, which is most of them. */
export function TokenText({ tokens, label }: { tokens: readonly Token[]; label: string }) {
  return (
    // It scrolls sideways, so the keyboard must reach it.
    <pre className={classes.code} tabIndex={0} aria-label={label} role="group">
      <code>
        {tokens.map(({ kind, text }, i) =>
          kind === 'keyword' || kind === 'string' || kind === 'number' || kind === 'comment' ? (
            <span key={i} data-kind={kind}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </code>
    </pre>
  );
}
