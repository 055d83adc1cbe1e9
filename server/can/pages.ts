import type { Clock } from '../clock.ts';

export interface Page<T> {
  items: T[];
  /** null: CAN does not say. */
  hasNext: boolean | null;
  total: number | null;
}

export interface PagedRead<T> {
  clock: Clock;
  /** Pages are counted here, from 1: the numbers CAN echoes are not reliable (CAN_API.md, "Partitions"). */
  ask: (pageNumber: number) => Promise<Page<T>>;
  idOf: (item: T) => string;
}

const maxPages = 1000;
/** Four times fifty thousand hours: beyond it CAN babbles. */
const maxItems = 200_000;
const budgetMs = 120_000;
/** Pages asked for at once where the total says that they exist. */
const wave = 4;

/**
 * All pages, each item once. Ends on `hasNext: false`, an empty page, the total, or a page with nothing new
 * (a CAN that ignores the page number says `hasNext` forever). `truncated`: it ended although CAN claims more.
 */
export async function allPages<T>(read: PagedRead<T>): Promise<{ items: T[]; truncated: boolean }> {
  const items = new Map<string, T>();
  const startedAt = read.clock.now();
  let firstLength = 0;
  let asked = 0;
  let together = 1;
  while (asked < maxPages && items.size < maxItems && read.clock.now() - startedAt <= budgetMs) {
    const numbers = Array.from({ length: together }, (_, index) => asked + index + 1);
    const pages = await Promise.all(numbers.map((number) => read.ask(number)));
    for (const page of pages) {
      asked += 1;
      if (asked === 1) firstLength = page.items.length;
      const before = items.size;
      for (const item of page.items) {
        const id = read.idOf(item);
        if (!items.has(id)) items.set(id, item);
      }
      const total = trusted(page);
      const ended = { items: [...items.values()], truncated: total !== null && items.size < total };
      if (page.hasNext === false) return { ...ended, truncated: false };
      if (page.items.length === 0) return ended;
      if (items.size === before)
        return { ...ended, truncated: total === null ? page.hasNext === true : ended.truncated };
      const missing = total === null ? 0 : Math.ceil((total - items.size) / firstLength);
      together = Math.max(1, Math.min(wave, missing));
      if (page.hasNext === true) continue;
      if (total === null && asked > 1 && page.items.length < firstLength) return ended;
      if (total !== null && items.size >= total) return ended;
    }
  }
  return { items: [...items.values()], truncated: true };
}

/** A total smaller than the page it comes with counts something else. */
function trusted<T>(page: Page<T>): number | null {
  return page.total !== null && page.total >= page.items.length ? page.total : null;
}
