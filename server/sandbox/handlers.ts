import type {
  WireInstanceDetail,
  WireInstanceList,
  WireLatestTime,
  WirePartitions,
  WirePlan,
  WirePlanList,
  WireScripts,
} from '../can/wire.ts';
import type { CallName } from './calls.ts';
import { clearPartition, partitions, updatePartition } from './partition-calls.ts';
import { latestTime, plan, plans, scripts } from './plan-calls.ts';
import type { CanCall } from './request.ts';
import { createTask, instance, instances } from './task-calls.ts';
import { createToken, transform, trigger } from './update-calls.ts';

interface Answers {
  plans: WirePlanList;
  plan: WirePlan;
  latestTime: WireLatestTime;
  partitions: WirePartitions;
  scripts: WireScripts;
  instances: WireInstanceList;
  instance: WireInstanceDetail;
  createTask: string;
  transform: 'success';
  updatePartition: boolean;
  clearPartition: boolean;
  trigger: boolean;
  createToken: string;
}

/** One a call: a call of CAN_API.md without a handler is a type error. A handler answers `data`, or throws a Refusal. */
export const handlers: { [Call in CallName]: (call: CanCall) => Answers[Call] } = {
  plans,
  plan,
  latestTime,
  partitions,
  scripts,
  instances,
  instance,
  createTask,
  transform,
  updatePartition,
  clearPartition,
  trigger,
  createToken,
};
