import type { Context } from 'hono';
import type { Answer, Command } from '../commands/command.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { ProblemError } from '../problem-error.ts';

const MOST_CHARACTERS = 200;

function idempotencyKey(c: Context<AppEnv>): string | null {
  const given = c.req.header('idempotency-key');
  if (given === undefined) return null;
  const key = given.trim();
  if (key === '' || key.length > MOST_CHARACTERS || !/^[\x20-\x7e]+$/.test(key)) {
    throw new ProblemError('invalid', 'The idempotency key is not usable.', {
      detail: `Idempotency-Key: 1 to ${MOST_CHARACTERS} printable ASCII characters`,
    });
  }
  return key;
}

/** The person, and the key they gave, of a request that wants to change something. */
export function commandOf(c: Context<AppEnv>, services: Services): Command {
  return { services, signedIn: c.get('signedIn'), key: idempotencyKey(c) };
}

export async function answered<T extends object>(
  c: Context<AppEnv>,
  answer: Promise<Answer<T>>,
): Promise<Response> {
  const { status, body } = await answer;
  return c.json(body, status);
}
