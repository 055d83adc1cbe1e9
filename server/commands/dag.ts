import type { Command } from './command.ts';
import { canOf } from './command.ts';
import type { InstanceOfDag } from '../can/can.ts';
import { ProblemError } from '../problem-error.ts';

/** A dagName is believed when CAN has instances of it; a mistyped one would be watched for ever. */
export async function instancesOfDag(
  command: Omit<Command, 'key'>,
  dagName: string,
): Promise<InstanceOfDag[]> {
  const { instances } = await canOf(command).instances(dagName, { maxAgeMs: 0 });
  if (instances.length === 0) {
    throw new ProblemError('not-found', 'CAN has no instances under this dagName.', {
      reason: 'dag-unknown',
      detail: `dagName: ${dagName}`,
    });
  }
  return instances;
}
