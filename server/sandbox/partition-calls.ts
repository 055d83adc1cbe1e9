import type { WirePartitions } from '../can/wire.ts';
import { periodOf, valueOf, type Granularity, type Periods } from './period.ts';
import type { PlanState } from './plan-state.ts';
import { Refusal } from './refusal.ts';
import { pageOf, planOf, type CanCall } from './request.ts';

export function partitions(call: CanCall): WirePartitions {
  const { world, query } = call;
  const { seed, filled, isReady } = planOf(call, query['uuid']);
  if (seed.fullRefresh) return { hasData: isReady, isPartition: false, partition: null };
  const page = pageOf(query['pageNumber'], query['pageSize'], 20, world.shape.pageSize);
  const skip = (world.shape.endless ? 0 : page.number - 1) * page.size;
  const values = filled
    .newest(skip, page.size)
    .map((period) => ({ value: valueOf(period, seed.granularity, seed.shortMonth) }));
  return {
    hasData: filled.size > 0,
    isPartition: true,
    partition: {
      /** CAN's spelling (CAN_API, Partitions). */
      [world.shape.plainSpelling ? 'partitionList' : 'paritionList']: values,
      hasNext: world.shape.endless || skip + page.size < filled.size,
      total: filled.size,
      /** The reference shows them swapped, so they are. */
      pageNumber: page.size,
      pageSize: page.number,
    },
  };
}

function rangesOf(value: unknown, field: string, granularity: Granularity): Periods[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Refusal(`Parameter ${field} must be a list of time ranges`);
  return value.map((each: unknown) => {
    const range = (typeof each === 'object' && each !== null ? each : {}) as Record<string, unknown>;
    if (range['dateGranularity'] !== granularity) {
      throw new Refusal(
        `Time range granularity does not match the acceleration plan, expected: ${granularity}, actual: ${String(range['dateGranularity'])}`,
      );
    }
    const from = periodOf(range['startTime'], granularity);
    const to = periodOf(range['endTime'], granularity);
    if (from === null || to === null)
      throw new Refusal(`${field}: startTime and endTime must be yyyy-MM-dd'T'HH:mm:ss`);
    if (from > to) throw new Refusal(`${field}: startTime can not be later than endTime`);
    return { from, to };
  });
}

function externalPlan(call: CanCall, what: string): PlanState {
  const state = planOf(call, call.body['uuid']);
  if (state.kind !== 'EXTERNAL') {
    throw new Refusal(
      `Only acceleration plan of type EXTERNAL supports ${what}, current type: ${state.kind}`,
    );
  }
  return state;
}

export function updatePartition(call: CanCall): boolean {
  const { world, body } = call;
  const state = externalPlan(call, 'updating partition');
  const { granularity, fullRefresh } = state.seed;
  if (body['runType'] !== undefined && body['runType'] !== 'MANUAL')
    throw new Refusal('Unsupported runType, only MANUAL is supported');
  const success = rangesOf(body['successTimeRange'], 'successTimeRange', granularity);
  const failed = rangesOf(body['failedTimeRange'], 'failedTimeRange', granularity);
  if (fullRefresh) {
    if (success.length + failed.length > 0)
      throw new Refusal('Materialized table is not partitioned, time range is not supported');
    world.refreshed(state);
    return true;
  }
  if (success.length + failed.length === 0)
    throw new Refusal('successTimeRange and failedTimeRange can not both be empty');
  world.mark(state, success, failed);
  return true;
}

export function clearPartition(call: CanCall): boolean {
  const { world, body } = call;
  const state = externalPlan(call, 'clearing partition');
  if (state.seed.fullRefresh)
    throw new Refusal('Materialized table is not partitioned, clearing partition is not supported');
  const ranges = rangesOf(body['timeRange'], 'timeRange', state.seed.granularity);
  if (ranges.length === 0) throw new Refusal('timeRange can not be empty');
  world.clear(state, ranges);
  return true;
}
