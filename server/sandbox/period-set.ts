import type { Period } from './period.ts';

type Interval = [from: Period, to: Period];

/** A set of periods as sorted intervals that neither touch nor overlap: ten years with their gaps are a few dozen numbers. */
export class PeriodSet {
  #intervals: Interval[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): Period | null {
    return this.#intervals[0]?.[0] ?? null;
  }

  get last(): Period | null {
    return this.#intervals.at(-1)?.[1] ?? null;
  }

  has(period: Period): boolean {
    const interval = this.#intervals[this.#firstEndingAtOrAfter(period)];
    return interval !== undefined && interval[0] <= period;
  }

  add(from: Period, to: Period): void {
    if (from > to) return;
    const start = this.#firstEndingAtOrAfter(from - 1);
    let end = start;
    let [low, high] = [from, to];
    for (let next = this.#intervals[end]; next && next[0] <= to + 1; next = this.#intervals[++end]) {
      low = Math.min(low, next[0]);
      high = Math.max(high, next[1]);
    }
    this.#replace(start, end, [[low, high]]);
  }

  remove(from: Period, to: Period): void {
    if (from > to) return;
    const start = this.#firstEndingAtOrAfter(from);
    let end = start;
    const left: Interval[] = [];
    for (let next = this.#intervals[end]; next && next[0] <= to; next = this.#intervals[++end]) {
      if (next[0] < from) left.push([next[0], from - 1]);
      if (next[1] > to) left.push([to + 1, next[1]]);
    }
    this.#replace(start, end, left);
  }

  /** `count` periods after skipping `skip`, newest first. */
  newest(skip: number, count: number): Period[] {
    const found: Period[] = [];
    let passed = 0;
    for (let i = this.#intervals.length - 1; i >= 0 && found.length < count; i--) {
      const [from, to] = this.#intervals[i] ?? [0, -1];
      const length = to - from + 1;
      const inside = Math.max(0, skip - passed);
      for (let p = to - inside; p >= from && found.length < count; p--) found.push(p);
      passed += length;
    }
    return found;
  }

  #firstEndingAtOrAfter(period: Period): number {
    let [low, high] = [0, this.#intervals.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#intervals[middle]?.[1] ?? Infinity) < period) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #replace(start: number, end: number, by: Interval[]): void {
    const sizeOf = (intervals: Interval[]) => intervals.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    const gone = this.#intervals.splice(start, end - start, ...by);
    this.#size += sizeOf(by) - sizeOf(gone);
  }
}
