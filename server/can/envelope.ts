import { CanError, type CanErrorCode } from './can-error.ts';
import { flag, record, text, type Fields } from './fields.ts';
import type { HttpAnswer } from './http-call.ts';
import { parseJson } from './json.ts';
import { retryAfterMs } from './retry.ts';
import type { Scrub } from './scrub.ts';

/** Longer words than this are a log, not a reason. */
const maxDetail = 4000;

export interface AnswerContext {
  write: boolean;
  scrub: Scrub;
  /** For a `Retry-After` that is a date. */
  now: number;
}

/**
 * What CAN sent, as the fields of its body; throws CanError for everything that is no answer
 * (CAN_API.md, "The envelope, and how it lies"). Only the call itself knows what it expects inside: see `inner`.
 */
export function bodyOf(answer: HttpAnswer, context: AnswerContext): Fields {
  const { status } = answer;
  const unknown = context.write ? 'unknown' : 'none';
  if (status >= 300 && status < 400)
    throw new CanError('can-bad-answer', `CAN redirects (status ${status}); redirects are not followed`, {
      detail: answer.location === null ? undefined : context.scrub.words(withoutQuery(answer.location)),
      outcome: unknown,
    });
  const parsed = parse(answer.text);
  const body = parsed.ok ? record(parsed.value) : null;
  const said = body ? wordsOf(body, context.scrub) : { detail: pageText(answer.text, context.scrub) };
  if (status >= 400) throw refusedByStatus(answer, said, context);
  if (status < 200 || answer.text.trim() === '' || !parsed.ok || !body)
    throw new CanError('can-bad-answer', unreadable(answer, parsed.ok), {
      detail: said.detail,
      outcome: unknown,
      transient: !parsed.ok,
    });
  if (isRefusal(body)) throw refusal(body, context.scrub);
  return body;
}

/** A non-empty errorMsg is a failure whatever `success` says; the flag has two names and may be text. */
function isRefusal(body: Fields): boolean {
  return hasWords(body['errorMsg']) || flag(body['success']) === false || flag(body['succeed']) === false;
}

function hasWords(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return value !== undefined && value !== null && value !== false;
}

/** CAN understood and said no: nothing was changed. */
export function refusal(body: Fields, scrub: Scrub): CanError {
  const said = wordsOf(body, scrub);
  const code = text(body['code']);
  if (code === '401') return new CanError('can-unauthenticated', 'CAN does not accept the credential', said);
  if (code === '403')
    return new CanError('can-forbidden', 'CAN does not allow this with the credential used', said);
  return new CanError(
    'can-refused',
    said.detail === undefined ? 'CAN refused without a reason' : 'CAN refused',
    said,
  );
}

const statusErrors: Record<number, [CanErrorCode, string]> = {
  401: ['can-unauthenticated', 'CAN does not accept the credential'],
  403: ['can-forbidden', 'CAN does not allow this with the credential used'],
  404: ['can-refused', 'CAN does not know this call or what it asks for'],
  405: ['can-refused', 'CAN does not know this call'],
  413: ['can-refused', 'CAN finds the request too large'],
};

function refusedByStatus(answer: HttpAnswer, said: Said, context: AnswerContext): CanError {
  const { status } = answer;
  const unknown = context.write ? 'unknown' : 'none';
  const wait = status === 429 || status === 503 ? retryAfterMs(answer.retryAfter, context.now) : undefined;
  if (status >= 500)
    return new CanError('can-failed', `CAN failed (status ${status})`, {
      ...said,
      outcome: unknown,
      transient: true,
      retryAfterMs: wait,
    });
  if (status === 429)
    return new CanError('can-rate-limited', 'CAN asks to be left alone for a while', {
      ...said,
      transient: true,
      retryAfterMs: wait,
    });
  // Something in front of CAN gave up on the request: it may have been passed on by then.
  if (status === 408)
    return new CanError('can-timeout', 'CAN gave up on the request (status 408)', {
      ...said,
      outcome: unknown,
      transient: true,
    });
  const [code, message] = statusErrors[status] ?? ['can-refused', 'CAN refused'];
  return new CanError(code, `${message} (status ${status})`, said);
}

interface Said {
  detail?: string | undefined;
  traceId?: string | undefined;
}

function wordsOf(body: Fields, scrub: Scrub): Said {
  const words = [body['errorMsg'], body['detailErrorMsg']]
    .filter(hasWords)
    .map((each) => (typeof each === 'string' ? each.trim() : JSON.stringify(scrub.data(each))));
  const detail = [...new Set(words)].join(': ');
  return {
    detail: detail === '' ? undefined : clip(scrub.words(detail)),
    traceId: traceIdOf(body, scrub),
  };
}

export function traceIdOf(body: Fields, scrub: Scrub): string | undefined {
  const id = text(body['traceId'])?.trim();
  return id === undefined ? undefined : scrub.words(id).slice(0, 200);
}

function parse(source: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: parseJson(source) };
  } catch {
    return { ok: false };
  }
}

function unreadable(answer: HttpAnswer, isJson: boolean): string {
  if (answer.text.trim() === '') return `CAN answered nothing (status ${answer.status})`;
  if (isJson) return 'CAN answered JSON that is no object';
  return answer.text.trimStart().startsWith('<')
    ? 'A web page came instead of an answer of CAN'
    : "CAN's answer is cut or not JSON";
}

/** The first words of a proxy's page, for people who know their proxy; JSON that was cut says nothing. */
function pageText(source: string, scrub: Scrub): string | undefined {
  if (!source.trimStart().startsWith('<')) return undefined;
  const words = scrub
    .words(source.slice(0, 4000))
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // Such a page has its title once more for its heading.
  return words === '' ? undefined : clip(words, 300).replace(/^(.+) \1(?= |$)/, '$1');
}

/** What follows `?` may hold what the caller sent. */
function withoutQuery(location: string): string {
  return clip(location.split(/[?#]/)[0] ?? '', 300);
}

function clip(words: string, max: number = maxDetail): string {
  return words.length <= max ? words : `${words.slice(0, max)}…`;
}

/**
 * The fields a read is after, wrapped in `data` or not: any deployment may do either (lie 4).
 * `fits` recognises them. JSON that holds neither is no answer, and asking again would not change it.
 */
export function inner(body: Fields, fits: (fields: Fields) => boolean, scrub: Scrub): Fields {
  const wrapped = record(body['data']);
  if (wrapped && fits(wrapped)) return wrapped;
  if (fits(body)) return body;
  throw new CanError('can-bad-answer', 'CAN answered without the data asked for', {
    traceId: traceIdOf(body, scrub),
  });
}
