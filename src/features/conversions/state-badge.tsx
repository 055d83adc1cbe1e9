import type { Conversion, ConversionState } from '../../contract/conversion.ts';
import { isExpired } from '../../domain/conversion-can.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useServerNow } from '../../ui/clock.tsx';
import type { MarkName } from '../../ui/state-mark.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { conversionMessages } from './messages.ts';

type ShownState = ConversionState | 'expired';
type Shown = Pick<Conversion, 'state' | 'decidedBy' | 'requestedAt'>;

function shownState(conversion: Shown, now: number): ShownState {
  return isExpired(conversion, now) ? 'expired' : conversion.state;
}

const looks: Record<ShownState, { tone: Tone; icon: MarkName }> = {
  requested: { tone: 'warn', icon: 'clock' },
  expired: { tone: 'idle', icon: 'hollow' },
  approved: { tone: 'busy', icon: 'running' },
  converting: { tone: 'busy', icon: 'running' },
  converted: { tone: 'good', icon: 'check' },
  rejected: { tone: 'bad', icon: 'cross' },
  withdrawn: { tone: 'idle', icon: 'cross' },
  refused: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'warning' },
};

export function ConversionBadge({ conversion }: { conversion: Shown }) {
  const { states } = useMessages(conversionMessages);
  const state = shownState(conversion, useServerNow());
  return <StateBadge {...looks[state]} label={states[state]} />;
}
