import type { DemoPerson, Session } from '../src/contract/session.ts';
import type { Identity } from './http/identity.ts';

/** Which CAN this console serves. */
export interface Deployment {
  mode: Session['mode'];
  /** Shown to people, so that they know which CAN they are about to change. */
  canHost: string;
  /** Who may sign in with one click; null on a real CAN. */
  demo: Record<DemoPerson, Identity> | null;
}
