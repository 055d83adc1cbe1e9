import type { Context } from 'hono';
import * as v from 'valibot';
import { ProblemError } from '../problem-error.ts';

export const MOST_BYTES = 1024 * 1024;

/** A body as the schema wants it, or a problem that says where it is wrong, never what was given: it may be a secret. */
export async function readBody<S extends v.GenericSchema>(c: Context, schema: S): Promise<v.InferOutput<S>> {
  const given = parseJson(await readAll(c.req.raw.body));
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  throw invalidBody(wordsOf(result.issues));
}

export function invalidBody(detail: string): ProblemError {
  return new ProblemError('invalid', 'The body of the request is not what this call takes.', { detail });
}

export function tooLarge(): ProblemError {
  return new ProblemError('too-large', 'The body of the request is too large.', {
    detail: `more than ${MOST_BYTES} bytes`,
  });
}

/** Counted while it comes in: a body need not say its length, or may be longer than it says. */
async function readAll(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidBody('not UTF-8');
  }
  if (text.trim() === '') throw invalidBody('empty; a JSON object is needed');
  try {
    return JSON.parse(text, refuseTraps);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw invalidBody('not JSON');
  }
}

/** Names that reach the prototype, and text no database or header keeps, are refused before anything looks at them. */
function refuseTraps(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype')
    throw invalidBody(`${key}: no such field`);
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
    throw invalidBody(`${fieldName(key)}: holds a character that is no text`);
  }
  return value;
}

function wordsOf(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 5)
    .map((issue) => {
      const branches = issue.type === 'union' ? (issue.issues ?? []) : [];
      if (branches.length > 0) return [...new Set(branches.map(wordOf))].slice(0, 5).join(' or ');
      return wordOf(issue);
    })
    .join('; ');
}

function wordOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const where = path === null ? 'body' : fieldName(path);
  if (issue.expected === 'never') return `${where}: no such field`;
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `${where}: missing`;
  return `${where}: expected ${issue.expected ?? issue.type.replaceAll('_', ' ')}`;
}

function fieldName(path: string): string {
  return path.length > 100 ? `${path.slice(0, 100)}…` : path;
}
