import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import type { Coverage } from '../../domain/partition-history.ts';
import { countKeys } from '../../domain/ranges.ts';
import type { Catalogue } from '../../i18n/messages.ts';
import type { planPageMessages } from './plan-page-messages.ts';

type Messages = typeof planPageMessages extends Catalogue<infer T> ? Catalogue<T>['en'] : never;

interface Saying {
  messages: Messages;
  granularity: Granularity;
  /** "12 Nov 2026". */
  period: (key: string) => string;
  /** "8 days". */
  units: (n: number) => string;
}

/** Gaps before the newest that is there are another matter than what has not come since. */
function parted({ gaps, latest }: Coverage): { inner: Range[]; since: Range[] } {
  const isInner = ({ start }: Range) => latest !== null && start < latest;
  return { inner: gaps.filter(isInner), since: gaps.filter((gap) => !isInner(gap)) };
}

/** "Complete up to 12 Nov; 8 days expected since then are missing." */
export function stateSentence(coverage: Coverage, saying: Saying): string {
  const { messages, granularity, period, units } = saying;
  const { says } = messages;
  const { latest } = coverage;
  if (latest === null) return says.empty;
  const { inner, since } = parted(coverage);
  const [before, after] = [countKeys(inner, granularity), countKeys(since, granularity)];
  if (after === 0) {
    return before === 0
      ? says.completeNow(period(latest))
      : says.completeNowBut(period(latest), units(before));
  }
  return before === 0
    ? says.complete(period(latest), units(after), after === 1)
    : says.completeBut(period(latest), units(after), after === 1, units(before));
}

const shownGaps = 3;

/** "Queries from 1 Jan 2024 to 12 Nov 2026 hit the fast table; for 13 Nov 2026 to 20 Nov 2026 they fall back." */
export function querySentence(coverage: Coverage, saying: Saying): string {
  const { messages, period } = saying;
  const { query } = messages;
  const { from, completeTo, latest, gaps } = coverage;
  if (from === null || completeTo === null || latest === null) return query.none;
  if (gaps.length === 0) {
    return from === latest ? query.one(period(from)) : query.all(period(from), period(latest));
  }
  const { inner } = parted(coverage);
  return inner.length > 0
    ? query.gaps(period(from), period(latest), gapWords(inner, saying))
    : query.tail(period(from), period(completeTo), gapWords(gaps, saying));
}

function gapWords(gaps: readonly Range[], { messages, granularity, period, units }: Saying): string {
  const { query } = messages;
  const one = ({ start, end }: Range) =>
    start === end ? period(start) : query.range(period(start), period(end));
  const words = gaps.slice(0, shownGaps).map(one);
  const more = gaps.length - words.length;
  if (more > 0) {
    return query.moreGaps(words.join(query.comma), more, units(countKeys(gaps, granularity)));
  }
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(query.comma)}${query.and}${last}`;
}
