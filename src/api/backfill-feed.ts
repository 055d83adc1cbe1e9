import type { Backfill, BackfillList } from '../contract/backfill.ts';

/**
 * The list of backfills as far down as somebody has looked. Only its newest page is asked for again and again;
 * that page is laid over what is known, so that older pages are neither fetched anew nor lost.
 */
export interface BackfillFeed {
  backfills: readonly Backfill[];
  /** Where the next older page begins; undefined: this is all. */
  cursor: string | undefined;
  asOf: string;
}

export function feedOf({ backfills, cursor, asOf }: BackfillList): BackfillFeed {
  return { backfills, cursor, asOf };
}

const isOlder = (one: Backfill, than: Backfill) => one.createdAt < than.createdAt;

export function layNewest(before: BackfillFeed | undefined, page: BackfillList): BackfillFeed {
  const last = page.backfills.at(-1);
  if (before === undefined || page.cursor === undefined || last === undefined) return feedOf(page);
  // Without a common row something between the two may be missing: better a shorter list than one with a hole.
  const meets = before.backfills.some(({ id }) => page.backfills.some((one) => one.id === id));
  if (!meets) return feedOf(page);
  const inPage = new Set(page.backfills.map(({ id }) => id));
  // What the page should show and does not has left it (a filter by state): it is not kept.
  const older = before.backfills.filter((one) => !inPage.has(one.id) && isOlder(one, last));
  const deeper = older.length > 0;
  return {
    backfills: [...page.backfills, ...older],
    cursor: deeper ? before.cursor : page.cursor,
    asOf: page.asOf,
  };
}

export function addOlder(before: BackfillFeed, page: BackfillList): BackfillFeed {
  const known = new Set(before.backfills.map(({ id }) => id));
  const added = page.backfills.filter(({ id }) => !known.has(id));
  return { ...before, backfills: [...before.backfills, ...added], cursor: page.cursor };
}
