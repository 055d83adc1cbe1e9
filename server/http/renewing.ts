import type { Can, CanService } from '../can/can.ts';
import { CanError } from '../can/can-error.ts';

/**
 * A token can end before its time, when CAN restarts for example. A read is then asked once more with a new one, so that
 * the person does not notice; a write is not sent twice, but what comes after it has a new one.
 */
export function renewing(service: CanService): CanService {
  return {
    ...service,
    as(caller) {
      const can = service.as(caller);
      return caller.renew === undefined ? can : renewingCan(can, () => caller.renew?.());
    },
  };
}

function renewingCan(can: Can, renew: () => void): Can {
  const unlessRefused = async <R>(call: () => Promise<R>, onRefused: (error: CanError) => Promise<R>) => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CanError) || error.code !== 'can-unauthenticated') throw error;
      renew();
      return onRefused(error);
    }
  };
  const read = <R>(call: () => Promise<R>) => unlessRefused(call, call);
  const write = <R>(call: () => Promise<R>) => unlessRefused(call, (error) => Promise.reject(error));
  return {
    probe: () => read(() => can.probe()),
    plans: (options) => read(() => can.plans(options)),
    plan: (id, options) => read(() => can.plan(id, options)),
    latestTime: (ids, options) => read(() => can.latestTime(ids, options)),
    partitions: (planId, options) => read(() => can.partitions(planId, options)),
    scripts: (planId, options) => read(() => can.scripts(planId, options)),
    instances: (dagName, options) => read(() => can.instances(dagName, options)),
    instance: (id, options) => read(() => can.instance(id, options)),
    createTask: (request) => write(() => can.createTask(request)),
    transform: (request) => write(() => can.transform(request)),
    updatePartition: (request) => write(() => can.updatePartition(request)),
    clearPartition: (request) => write(() => can.clearPartition(request)),
    trigger: (request) => write(() => can.trigger(request)),
  };
}
