import type { Range } from '../../src/contract/range.ts';
import type { CanRequest } from './can.ts';
import type {
  WireClearPartition,
  WireCreateTask,
  WireRange,
  WireTokenCreate,
  WireTransform,
  WireTrigger,
  WireUpdatePartition,
} from './wire.ts';

/** The writes as they go over the wire, pure: what is journalled is what is sent (DESIGN §4). */

function post<Body extends object>(path: string, body: Body): CanRequest {
  return { method: 'POST', path, body: { ...body } as Record<string, unknown> };
}

/** Days even where the plan's granularity is coarser or finer (CAN_API.md, "Writes"). */
export function createTaskRequest(input: { planId: string; days: Range; lotDays: number }): CanRequest {
  return post<WireCreateTask>('/accelerate/task/create', {
    planId: input.planId,
    startTime: input.days.start,
    endTime: input.days.end,
    dateIntervalOfLot: input.lotDays,
  });
}

export function transformRequest(planId: string): CanRequest {
  return post<WireTransform>('/accelerate/plan/transform', { uuid: planId, materializeType: 'EXTERNAL' });
}

/** No range at all marks a full-refresh table as refreshed, so an empty list is left out, never sent. */
export function updatePartitionRequest(input: {
  planId: string;
  success: readonly WireRange[];
  failed: readonly WireRange[];
}): CanRequest {
  return post<WireUpdatePartition>('/accelerate/plan/updatePartition', {
    uuid: input.planId,
    runType: 'MANUAL',
    ...(input.success.length > 0 ? { successTimeRange: [...input.success] } : {}),
    ...(input.failed.length > 0 ? { failedTimeRange: [...input.failed] } : {}),
  });
}

/** The object of the field table, not the bare list of the reference's example. */
export function clearPartitionRequest(input: { planId: string; ranges: readonly WireRange[] }): CanRequest {
  return post<WireClearPartition>('/accelerate/plan/clearPartition', {
    uuid: input.planId,
    timeRange: [...input.ranges],
  });
}

export function triggerRequest(input: {
  tableName: string;
  tenantId: string;
  tablePartition: string;
}): CanRequest {
  return post<WireTrigger>('/scheduler/task/trigger', { ...input });
}

/** Never journalled: it holds the app's secret. */
export function tokenRequest(input: WireTokenCreate): CanRequest {
  return post<WireTokenCreate>('/token/create', input);
}
