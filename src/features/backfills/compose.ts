import type { Backfill, CreateBackfill } from '../../contract/backfill.ts';
import type { EvidenceInstance } from '../../contract/evidence.ts';
import type { Plan } from '../../contract/plan.ts';
import { compileCalls, type CallOption } from '../../domain/gap-compiler.ts';
import { rangesInState, type PartitionMap } from '../../domain/partition-state.ts';
import { countKeys } from '../../domain/ranges.ts';
import { parseSelection, type ParsedSelection } from '../../domain/selection.ts';
import type { Draft } from './draft.ts';
import { fingerprintOf, isUnsettled, previewOf, type Overlap, type Preview } from './preview.ts';
import { wantedOf, type Wanted } from './wanted.ts';

/** A draft, worked out against the world as it is now. One function, so that what is checked is what was shown. */

/** As many as the gateway takes at a time. */
export const mostInstances = 100_000;

export interface World {
  /** null: a full-refresh table. */
  map: PartitionMap | null;
  expected: string;
  instances: readonly EvidenceInstance[];
  backfills: readonly Backfill[];
}

export interface Composed {
  selection: ParsedSelection;
  selectedCount: number;
  /** null: a full-refresh table, of which nothing is chosen. */
  wanted: Wanted | null;
  options: CallOption[];
  option: CallOption | null;
  preview: Preview;
  /** Of the preview; changes with anything a person would want to know of. */
  fingerprint: string;
  instances: number;
}

const nothing: ParsedSelection = { ranges: [], errors: [] };

function showsOf(instances: readonly EvidenceInstance[]): (backfillId: string, task: number) => boolean {
  const shown = new Set(instances.map(({ backfillId, task }) => `${backfillId} ${task}`));
  return (backfillId, task) => shown.has(`${backfillId} ${task}`);
}

/** Of a table that is refreshed as a whole, any other refresh is an overlap. */
function wholeOverlaps({ instances, backfills }: World): Overlap[] {
  const shows = showsOf(instances);
  const active = instances.filter(
    ({ status, endedAt }) => endedAt === null && (status === 'WAITING' || status === 'RUNNING'),
  );
  const seen = active.map(({ backfillId, createdBy, status }): Overlap => ({
    backfillId,
    who: createdBy.name,
    state: status === 'RUNNING' ? 'running' : 'waiting',
    ranges: [],
  }));
  const unsettled = backfills
    .filter(({ id, tasks, state }) => tasks.some(({ n, state: of }) => isUnsettled(state, of, shows(id, n))))
    .map(({ id, createdBy }): Overlap => ({
      backfillId: id,
      who: createdBy.name,
      state: 'unsettled',
      ranges: [],
    }));
  return [...seen, ...unsettled];
}

/** What of a draft decides what is sent; the note does not. */
export type Shape = Pick<Draft, 'text' | 'include' | 'calls' | 'lotDays'>;

export function compose(draft: Shape, world: World): Composed {
  const { map } = world;
  if (map === null) {
    const preview: Preview = { calls: [], overlaps: wholeOverlaps(world), goodRedone: 0, states: {} };
    return {
      selection: nothing,
      selectedCount: 0,
      wanted: null,
      options: [],
      option: null,
      preview,
      fingerprint: fingerprintOf(preview),
      instances: 1,
    };
  }
  const { granularity } = map;
  const selection = parseSelection(draft.text, {
    granularity,
    history: map.history,
    expected: world.expected,
    inState: (state) => rangesInState(map, state),
  });
  const wanted = wantedOf(selection.ranges, map, draft.include);
  const { lotDays } = draft;
  const { options, callsOf } = compileCalls({
    granularity,
    wanted: wanted.ranges,
    good: wanted.good,
    lotDays,
  });
  const option = options.find(({ calls }) => calls === draft.calls) ?? options[0] ?? null;
  const preview = previewOf({
    calls: option === null ? [] : callsOf(option.calls),
    map,
    wanted,
    backfills: world.backfills,
    shows: showsOf(world.instances),
  });
  return {
    selection,
    selectedCount: countKeys(selection.ranges, granularity),
    wanted,
    options,
    option,
    preview,
    fingerprint: fingerprintOf(preview),
    instances: option?.instances ?? 0,
  };
}

/** What is sent; made only when it is (or shown as it would be). */
export function requestOf(
  plan: Pick<Plan, 'id' | 'fullRefresh'>,
  draft: Draft,
  { preview }: Composed,
): CreateBackfill {
  return {
    planId: plan.id,
    ranges: plan.fullRefresh ? [] : preview.calls.map(({ range }) => range),
    lotDays: plan.fullRefresh ? 1 : draft.lotDays,
    note: draft.note.trim(),
    ...(draft.retryOf !== null && { retryOf: draft.retryOf }),
  };
}
