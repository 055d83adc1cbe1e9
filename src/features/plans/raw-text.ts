interface Words {
  yes: string;
  no: string;
  nothing: string;
}

/** Can it be said in a word? */
export function isPlain(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

export function readable(value: unknown, { yes, no, nothing }: Words): string {
  if (value === null || value === undefined || value === '') return nothing;
  if (value === true) return yes;
  if (value === false) return no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The gateway passes a condition that is an object on as its JSON; null: it is a phrase. */
export function conditionIn(phrase: string): object | null {
  if (!phrase.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(phrase);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
