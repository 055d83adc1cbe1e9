/** Every call of CAN_API.md. `enveloped: false`: documented without the envelope (envelope 4), wrapped when a deployment does. */
export const calls = {
  plans: { method: 'POST', path: '/accelerate/plan/queryAccelerateResultPlanList', enveloped: false },
  plan: { method: 'GET', path: '/accelerate/plan/queryAccelerateResultPlan', enveloped: true },
  latestTime: { method: 'POST', path: '/accelerate/latestTime', enveloped: true },
  partitions: { method: 'GET', path: '/accelerate/plan/queryMtPartitionList', enveloped: false },
  scripts: { method: 'GET', path: '/accelerate/plan/queryReferenceScript', enveloped: true },
  instances: { method: 'GET', path: '/accelerate/task/instance/list', enveloped: false },
  instance: { method: 'GET', path: '/scheduler/task/detail', enveloped: false },
  createTask: { method: 'POST', path: '/accelerate/task/create', enveloped: true },
  transform: { method: 'POST', path: '/accelerate/plan/transform', enveloped: true },
  updatePartition: { method: 'POST', path: '/accelerate/plan/updatePartition', enveloped: true },
  clearPartition: { method: 'POST', path: '/accelerate/plan/clearPartition', enveloped: true },
  trigger: { method: 'POST', path: '/scheduler/task/trigger', enveloped: true },
  createToken: { method: 'POST', path: '/token/create', enveloped: true },
} as const;

export type CallName = keyof typeof calls;

export const BASE = '/anymetrics/api/v1';

const byPath = new Map(Object.entries(calls).map(([name, { path }]) => [BASE + path, name as CallName]));

export function callAt(path: string): CallName | undefined {
  return byPath.get(path);
}

const writes: ReadonlySet<CallName> = new Set([
  'createTask',
  'transform',
  'updatePartition',
  'clearPartition',
  'trigger',
]);

export function isWrite(call: CallName): boolean {
  return writes.has(call);
}
