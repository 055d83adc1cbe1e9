import type { Conversion } from '../../src/contract/conversion.ts';
import type { StoredConversion } from '../ledger/conversions.ts';
import { contentHash } from './canonical-json.ts';
import { ledgerOf, notFound, type Command } from './command.ts';

export function conversionView({ journalId: _, ...conversion }: StoredConversion): Conversion {
  const displayName = conversion.dossier?.plan.displayName?.trim();
  return {
    ...conversion,
    ...(displayName && { displayName }),
    ...(conversion.dossier && { dossierHash: contentHash(conversion.dossier) }),
  };
}

/** In a list: what is handed over can be long, and only its own page shows it. */
export function conversionRow(stored: StoredConversion): Conversion {
  const { dossier: _, ...row } = conversionView(stored);
  return row;
}

export async function storedConversion(command: Omit<Command, 'key'>, id: string): Promise<StoredConversion> {
  const stored = await ledgerOf(command).conversions.get(id);
  if (!stored) throw notFound('conversion');
  return stored;
}
