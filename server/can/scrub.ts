/** What stands where a credential stood. */
const mask = '***';
/** Shorter values (a `UID` of `7`) are words of their own elsewhere: they are masked only where they stand alone. */
const distinctive = 8;
/** Deeper than any answer of CAN's; keeps a nested flood from overflowing the stack here or when it is written out. */
const maxDepth = 32;

/** Takes the caller's own credential out of what CAN says (DESIGN §3), as it is and as URLs and JSON spell it. */
export interface Scrub {
  /** For words: errors and logs. */
  words(text: string): string;
  /**
   * For data a person reads (SQL, the plan's unknown parts), where masking a short `UID` wherever its letters
   * occur would falsify the data: only distinctive values, and strings that are exactly the value.
   */
  data(value: unknown): unknown;
}

export function scrubOf(secret: string): Scrub {
  const spellings = spellingsOf(secret);
  const long = spellings.filter((each) => each.length >= distinctive);
  const short = spellings.filter((each) => each.length < distinctive);
  const alone =
    short.length === 0
      ? null
      : new RegExp(`(?<![A-Za-z0-9])(?:${short.map(escapeRegExp).join('|')})(?![A-Za-z0-9])`, 'g');
  const maskLong = (text: string): string => long.reduce((rest, each) => rest.replaceAll(each, mask), text);
  const words = (text: string): string => (alone ? maskLong(text).replace(alone, mask) : maskLong(text));
  const data = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return spellings.includes(value) ? mask : maskLong(value);
    if (typeof value === 'number') return String(value) === secret ? mask : value;
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= maxDepth) return '…';
    if (Array.isArray(value)) return value.map((each) => data(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [maskLong(key), data(each, depth + 1)]),
    );
  };
  return { words, data: (value) => data(value, 0) };
}

/** Longest first, so that no spelling leaves a part of another behind. */
function spellingsOf(secret: string): string[] {
  if (secret === '') return [];
  const uri = encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8'));
  const all = [
    secret,
    secret.trim(),
    uri,
    uri.replaceAll('%20', '+'),
    uri.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...new Set(all)].filter((each) => each !== '').sort((a, b) => b.length - a.length);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
