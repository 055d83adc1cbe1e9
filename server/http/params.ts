import type { Context } from 'hono';
import { ProblemError } from '../problem-error.ts';

const MOST_CHARACTERS = 200;

/** An id in a path or a query: any text CAN might use as one, but of a sane length and without control characters. */
export function checkedId(field: string, given: string | undefined): string {
  const id = given?.trim() ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (id === '' || id.length > MOST_CHARACTERS || /[\u0000-\u001f\u007f]/.test(id) || !id.isWellFormed()) {
    throw new ProblemError('invalid', 'The id in the address is not usable.', {
      detail: `${field}: 1 to ${MOST_CHARACTERS} characters, no control characters`,
    });
  }
  return id;
}

export function pathId(c: Context, field = 'id'): string {
  return checkedId(field, c.req.param(field));
}

/** `?ids=a,b,c`, each once, in the order given. */
export function queryIds(c: Context, most: number): string[] {
  const parts = (c.req.query('ids') ?? '').split(',').filter((part) => part.trim() !== '');
  const ids = [...new Set(parts.map((part) => checkedId('ids', part)))];
  if (ids.length === 0 || ids.length > most) {
    throw new ProblemError('invalid', `Between 1 and ${most} ids are needed.`, {
      detail: `ids: ${ids.length} given`,
    });
  }
  return ids;
}
