/**
 * How what a person typed compares with the name they have to type before an irreversible act. Only `exact`
 * confirms; the others say what to look for, in the order in which they are easiest to overlook.
 */
export type PhraseMatch = 'exact' | 'empty' | 'spaces' | 'full-width' | 'case' | 'different';

/**
 * A name as it can be read off the screen and typed: CAN's names may hold characters that nobody sees or has a
 * key for (zero-width and control characters, no-break spaces, runs of spaces that a page draws as one).
 */
export function typeable(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cf}]/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/** Full-width forms, as an input method for Chinese leaves them, are one character each to NFKC. */
const narrow = (text: string) => typeable(text.normalize('NFKC'));
const unspaced = (text: string) => text.replaceAll(' ', '');

export function comparePhrase(typed: string, name: string): PhraseMatch {
  const wanted = typeable(name);
  if (typed === name || typed.normalize('NFC') === wanted) return 'exact';
  if (typed.trim() === '') return 'empty';
  const spaces = (a: string, b: string) => unspaced(a) === unspaced(b);
  if (spaces(typeable(typed), wanted)) return hasWideSpace(typed) ? 'full-width' : 'spaces';
  if (spaces(narrow(typed), narrow(wanted))) return 'full-width';
  return spaces(narrow(typed).toLowerCase(), narrow(wanted).toLowerCase()) ? 'case' : 'different';
}

/** U+3000, the space an input method for Chinese types. */
function hasWideSpace(text: string): boolean {
  return text.includes('\u3000');
}
