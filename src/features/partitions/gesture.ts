import type { Granularity } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { keyOfOrdinal } from '../../domain/granularity.ts';
import { contains, difference, intersection, union } from '../../domain/ranges.ts';
import type { Span } from './layout.ts';

/**
 * What pointer and keys do to a selection, without a pointer or keys. A selection is a set of the plan's partitions
 * as ranges. Gestures speak of spans of ordinals (a day of an HOUR plan is a span of 24).
 */

export interface Selection {
  ranges: Range[];
  /** From where Shift extends; null before the first choice. */
  anchor: Span | null;
  /** What the present stretch (anchor to pointer) is applied to: all that was chosen before it began. */
  base: Range[];
  /** Whether the stretch adds to the base or takes away from it. */
  adds: boolean;
}

export const nothingSelected: Selection = { ranges: [], anchor: null, base: [], adds: true };

/** `toggle`: Ctrl or ⌘ is held. `extend`: Shift is held. */
export interface Held {
  extend: boolean;
  toggle: boolean;
}

function rangeOf(a: Span, b: Span, g: Granularity): Range {
  return {
    start: keyOfOrdinal(Math.min(a.from, b.from), g),
    end: keyOfOrdinal(Math.max(a.to, b.to), g),
  };
}

/** Selected as a whole; a day of hours is when all 24 are. */
function isSelected(ranges: readonly Range[], span: Span, g: Granularity): boolean {
  const { start, end } = rangeOf(span, span, g);
  return start === end ? contains(ranges, start, g) : difference([{ start, end }], ranges, g).length === 0;
}

/** The stretch from the anchor to here; whatever the previous stretch from this anchor covered is as it was before it. */
export function stretchTo(selection: Selection, to: Span, g: Granularity): Selection {
  const { anchor, base, adds } = selection;
  if (!anchor) return press(selection, to, { extend: false, toggle: false }, g);
  const stretch = [rangeOf(anchor, to, g)];
  return { ...selection, ranges: adds ? union(base, stretch, g) : difference(base, stretch, g) };
}

/** The pointer goes down on a cell, or a key acts on it. */
export function press(selection: Selection, on: Span, held: Held, g: Granularity): Selection {
  if (held.extend && selection.anchor) {
    const base = held.toggle ? selection.ranges : selection.base;
    return stretchTo({ ...selection, base, adds: held.toggle ? true : selection.adds }, on, g);
  }
  const base = held.toggle ? selection.ranges : [];
  const adds = !(held.toggle && isSelected(selection.ranges, on, g));
  return stretchTo({ ranges: base, anchor: on, base, adds }, on, g);
}

/** A week, month or year by its header: chosen alone, or, held, added as a whole or taken away when it is all chosen. */
export function pressPeriod(
  selection: Selection,
  period: Span,
  held: Held,
  bounds: Span,
  g: Granularity,
): Selection {
  const cut = { from: Math.max(period.from, bounds.from), to: Math.min(period.to, bounds.to) };
  return cut.from > cut.to ? selection : press(selection, cut, held, g);
}

/** Replaces the selection by what a preset, the text box or the URL names. */
export function choose(ranges: readonly Range[], bounds: Range, g: Granularity): Selection {
  const cut = intersection(ranges, [bounds], g);
  return { ranges: cut, anchor: null, base: cut, adds: true };
}
