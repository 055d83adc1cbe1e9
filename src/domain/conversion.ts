import type { ConversionState } from '../contract/conversion.ts';

/** `unknown`: it can't be said whether CAN converted the plan. */
export interface ConversionEvent {
  type: 'approve' | 'send' | 'converted' | 'refused' | 'unknown' | 'reject' | 'withdraw';
}

/**
 * Every step a conversion can take (DESIGN §5). What is not here can't happen: above all, an unknown outcome never
 * becomes `refused`, because the call may still take effect; only the plan read back as EXTERNAL ends it.
 */
const steps: Record<ConversionState, Partial<Record<ConversionEvent['type'], ConversionState>>> = {
  requested: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  // Approved and not sent: the process ended in between. Nothing has happened at CAN.
  approved: { send: 'converting', withdraw: 'withdrawn' },
  converting: { converted: 'converted', refused: 'refused', unknown: 'unknown' },
  unknown: { converted: 'converted', unknown: 'unknown' },
  converted: {},
  rejected: {},
  withdrawn: {},
  refused: {},
};

/** null: not from this state. */
export function nextConversionState(state: ConversionState, event: ConversionEvent): ConversionState | null {
  return steps[state][event.type] ?? null;
}

/**
 * Stands in the way of another request for the same plan. An unknown one does not: if its call was lost, asking
 * again is the only way on, and if it was not, the plan reads as EXTERNAL and the request is refused for that.
 */
export function isOpen(state: ConversionState): boolean {
  return state === 'requested' || state === 'approved' || state === 'converting';
}
