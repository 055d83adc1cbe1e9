import { instantText } from '../../src/domain/wall-date.ts';
import type { Caller } from '../can/can.ts';
import type { Services } from '../http/context.ts';
import { LONGEST_DEFINED_MS, type KeptDefinition } from './fleet.ts';

/** Where definitions are found again after a restart. */
export interface DefinitionMemory {
  load(caller: Caller): Promise<readonly KeptDefinition[]>;
  save(caller: Caller, definitions: readonly KeptDefinition[]): Promise<void>;
}

export function definitionsIn({ ledger, clock }: Pick<Services, 'ledger' | 'clock'>): DefinitionMemory {
  const since = () => instantText(clock.now() - LONGEST_DEFINED_MS);
  return {
    load: async ({ tenantId, fingerprint }) =>
      (await ledger.forTenant(tenantId).learned.load<KeptDefinition[]>(fingerprint, since())) ?? [],
    save: ({ tenantId, fingerprint }, definitions) =>
      ledger.forTenant(tenantId).learned.save(fingerprint, definitions, since()),
  };
}
