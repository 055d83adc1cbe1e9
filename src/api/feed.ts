/**
 * A list, newest first, as far down as somebody has looked. Only its newest page is asked for again and again; that
 * page is laid over what is known, so that older pages are neither fetched anew nor lost.
 */
export interface Feed<T> {
  rows: readonly T[];
  /** Where the next older page begins; undefined: this is all. */
  cursor: string | undefined;
  asOf: string;
}

/** Ids of the ledger sort by the time at which they were made. */
interface Row {
  id: string;
}

export function layNewest<T extends Row>(before: Feed<T> | undefined, page: Feed<T>): Feed<T> {
  const last = page.rows.at(-1);
  if (before === undefined || page.cursor === undefined || last === undefined) return page;
  // Without a common row something between the two may be missing: better a shorter list than one with a hole.
  const inPage = new Set(page.rows.map(({ id }) => id));
  if (!before.rows.some(({ id }) => inPage.has(id))) return page;
  // What the page should show and does not has left it (a filter by state): it is not kept.
  const older = before.rows.filter(({ id }) => id < last.id);
  const cursor = older.length > 0 ? before.cursor : page.cursor;
  return { rows: [...page.rows, ...older], cursor, asOf: page.asOf };
}

export function addOlder<T extends Row>(before: Feed<T>, page: Feed<T>): Feed<T> {
  const known = new Set(before.rows.map(({ id }) => id));
  return {
    ...before,
    rows: [...before.rows, ...page.rows.filter(({ id }) => !known.has(id))],
    cursor: page.cursor,
  };
}
