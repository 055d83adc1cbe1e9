const quote = 34;
const backslash = 92;
const minus = 45;
/** 2^53 has sixteen digits: fewer are always exact. */
const suspectDigits = 16;

/**
 * JSON.parse, but an integer beyond 2^53 arrives as a string, digit for digit, since CAN's ids may be that
 * long (CAN_API.md, lie 7; DESIGN §3). Everything else is JSON.parse's own answer, errors included.
 * Linear in the text, also for a string of a hundred megabytes.
 */
export function parseJson(source: string): unknown {
  return JSON.parse(/\d{16}/.test(source) ? quoteLongIntegers(source) : source);
}

function quoteLongIntegers(source: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === quote) {
      at = endOfString(source, at + 1);
    } else if (isDigit(code)) {
      const end = endOfNumber(source, at);
      const start = source.charCodeAt(at - 1) === minus ? at - 1 : at;
      const number = source.slice(start, end);
      if (isLongInteger(number)) {
        pieces.push(source.slice(copied, start), '"', number, '"');
        copied = end;
      }
      at = end;
    } else {
      at += 1;
    }
  }
  pieces.push(source.slice(copied));
  return pieces.join('');
}

/** The place after the closing quote: the next quote that an even number of backslashes precedes. */
function endOfString(source: string, from: number): number {
  let at = from;
  for (;;) {
    const end = source.indexOf('"', at);
    if (end < 0) return source.length;
    let slashes = 0;
    while (end - slashes - 1 >= at && source.charCodeAt(end - slashes - 1) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    at = end + 1;
  }
}

function endOfNumber(source: string, from: number): number {
  let at = from;
  while (at < source.length && isNumberPart(source.charCodeAt(at))) at += 1;
  return at;
}

/** Leading zeros are not JSON: such a number is left for JSON.parse to refuse. */
function isLongInteger(number: string): boolean {
  return (
    number.length >= suspectDigits && /^-?[1-9]\d*$/.test(number) && !Number.isSafeInteger(Number(number))
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Digits, `.`, `e`, `E`, `+`, `-`. */
function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 46 || code === 101 || code === 69 || code === 43 || code === minus;
}
